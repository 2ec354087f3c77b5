import "server-only";
import type { Kysely } from "kysely";
import { PAIRING_LIFE_MS } from "@/lib/domain/people/pairing-code";
import { type EpochMs, HOUR_MS } from "@/lib/domain/time/epoch";
import { hashToken, newToken } from "../links/token";
import { crowdedOut } from "./crowded-out";
import { newPairingCode } from "./pairing-code";

export type PairingTables = {
  displayPairing: {
    /** The hash of the screen's secret, which becomes its link's token. */
    tokenHash: string;
    code: string;
    address: string | null;
    userAgent: string | null;
    askedAt: number;
    expiresAt: number;
    confirmedAt: number | null;
    /** The query string of the screen's page, without the `?`. */
    page: string;
  };
};

export type Pairing = PairingTables["displayPairing"];

/** The address that a screen asks from. */
export type PairingSource = Pick<Pairing, "address" | "userAgent">;

/** How long a screen that lost contact may still collect what was confirmed. */
const COLLECTABLE_MS = HOUR_MS;
const TRIES = 5;

/**
 * Screens that wait for somebody to enter their code. Reading the code gives no access: only the screen's secret opens
 * what is confirmed, and only its hash is stored. Everything is in the store, so the screen and the operator may talk
 * to different servers.
 */
export interface Pairings {
  /**
   * Starts a pairing, and returns its secret, which cannot be had again. If too many screens wait, another one's code
   * ends: see `crowdedOut`.
   */
  ask(source: PairingSource, at: EpochMs): Promise<{ pairing: Pairing; secret: string }>;
  /** The screen that waits under this code; `null` for a code that is unknown, expired or used. */
  find(code: string, at: EpochMs): Promise<Pairing | null>;
  /** Uses the code up, once: `null` for all callers but the first. */
  confirm(code: string, page: string, at: EpochMs): Promise<Pairing | null>;
  /** What waits, or is confirmed, for this secret; `null` for one that is unknown, or that expired unconfirmed. */
  findBySecret(secret: string, at: EpochMs): Promise<Pairing | null>;
}

export function createPairings(db: Kysely<PairingTables>, newCode: () => string = newPairingCode): Pairings {
  const pairings = db.selectFrom("displayPairing").selectAll();

  async function insert(pairing: Pairing): Promise<boolean> {
    const inserting = db.insertInto("displayPairing").values(pairing);
    const { numInsertedOrUpdatedRows = 0n } = await inserting
      .onConflict((conflict) => conflict.column("code").doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows > 0n;
  }

  return {
    async ask(source, at) {
      await db
        .deleteFrom("displayPairing")
        .where("expiresAt", "<=", at - COLLECTABLE_MS)
        .execute();
      const waiting = db.selectFrom("displayPairing").where("expiresAt", ">", at).where("confirmedAt", "is", null);
      const open = await waiting.select(["tokenHash", "address"]).orderBy("askedAt").execute();
      const out = crowdedOut(open, source.address).map(({ tokenHash }) => tokenHash);
      if (out.length > 0) {
        const ending = db.deleteFrom("displayPairing").where("tokenHash", "in", out);
        await ending.where("confirmedAt", "is", null).execute();
      }
      const secret = newToken();
      const times = { askedAt: at, expiresAt: at + PAIRING_LIFE_MS, confirmedAt: null };
      for (let tries = 0; tries < TRIES; tries += 1) {
        const pairing = { ...source, ...times, tokenHash: hashToken(secret), code: newCode(), page: "" };
        if (await insert(pairing)) return { pairing, secret };
      }
      throw new Error("No free code was found.");
    },

    async find(code, at) {
      const waiting = pairings.where("code", "=", code).where("confirmedAt", "is", null);
      return (await waiting.where("expiresAt", ">", at).executeTakeFirst()) ?? null;
    },

    async confirm(code, page, at) {
      const confirming = db.updateTable("displayPairing").set({ confirmedAt: at, page }).where("code", "=", code);
      const first = confirming.where("confirmedAt", "is", null).where("expiresAt", ">", at);
      return (await first.returningAll().executeTakeFirst()) ?? null;
    },

    async findBySecret(secret, at) {
      const pairing = await pairings.where("tokenHash", "=", hashToken(secret)).executeTakeFirst();
      if (pairing === undefined) return null;
      return pairing.confirmedAt !== null || pairing.expiresAt > at ? pairing : null;
    },
  };
}
