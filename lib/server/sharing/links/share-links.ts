import "server-only";
import { randomUUID } from "node:crypto";
import type { Insertable, Kysely, Selectable } from "kysely";
import { z } from "zod";
import { SHARE_KINDS } from "@/lib/domain/people/share-link";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { Dialect } from "../../store/open-database";
import { newAliasKey } from "../guests/alias";
import type { LinkTerms, StoredLink } from "./stored-link";
import { hashToken, isToken, newToken } from "./token";

export type ShareLinkTables = {
  shareLink: ShareLinkTable;
  shareLinkCluster: ShareLinkClusterTable;
};

interface ShareLinkTable {
  id: string;
  tokenHash: string;
  aliasKey: string;
  passwordHash: string | null;
  name: string;
  kind: string;
  /** The rest of the terms, as JSON. */
  scope: string;
  show: string;
  frameOrigins: string;
  expiresAt: number;
  revokedAt: number | null;
  createdBy: string;
  createdAt: number;
  lastOpenedAt: number | null;
  opens: number;
}

/** The number by which a link calls a cluster: given once, never reused. */
interface ShareLinkClusterTable {
  linkId: string;
  clusterId: string;
  number: number;
}

/** The stored links. The store is asked every time: what one server revokes is revoked on all of them. */
export interface ShareLinks {
  /** Newest first. */
  list(): Promise<StoredLink[]>;
  find(id: string): Promise<StoredLink | null>;
  /** The link with this token, whatever its state. */
  findByToken(token: string): Promise<StoredLink | null>;
  /** The links with these token hashes, without unknown ones. */
  findByHashes(tokenHashes: readonly string[]): Promise<ReadonlyMap<string, StoredLink>>;
  /** Returns the link with its token, which cannot be had again. */
  create(terms: LinkTerms, createdBy: string, at: EpochMs): Promise<{ link: StoredLink; token: string }>;
  /** A link whose token somebody else holds. */
  createFor(tokenHash: string, terms: LinkTerms, createdBy: string, at: EpochMs): Promise<StoredLink>;
  /** Returns whether it was this call that revoked it. */
  revoke(id: string, at: EpochMs): Promise<boolean>;
  /** Counts an opening. Returns whether it was the first. */
  noteOpening(id: string, at: EpochMs): Promise<boolean>;
  /** The number of every cluster that the link has ever shown, including these, as far as they can be given one. */
  numberClusters(id: string, clusterIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

/** PostgreSQL fails on some other texts, instead of not finding them. */
const LINK_ID = /^[0-9a-f-]{36}$/;

export function createShareLinks(db: Kysely<ShareLinkTables>, dialect: Dialect): ShareLinks {
  const links = db.selectFrom("shareLink").selectAll();

  async function createFor(
    tokenHash: string,
    terms: LinkTerms,
    createdBy: string,
    createdAt: EpochMs,
  ): Promise<StoredLink> {
    const link: StoredLink = {
      ...terms,
      id: randomUUID(),
      aliasKey: newAliasKey(),
      createdBy,
      createdAt,
      revokedAt: null,
      lastOpenedAt: null,
      opens: 0,
    };
    await db.insertInto("shareLink").values(toRow(link, tokenHash)).execute();
    return link;
  }

  return {
    list: async () => (await links.orderBy("createdAt", "desc").orderBy("id").execute()).map(toLink),
    find: async (id) => (LINK_ID.test(id) ? nullableLink(await links.where("id", "=", id).executeTakeFirst()) : null),
    findByToken: async (token) =>
      isToken(token) ? nullableLink(await links.where("tokenHash", "=", hashToken(token)).executeTakeFirst()) : null,
    findByHashes: async (hashes) => {
      const rows = await links.where("tokenHash", "in", hashes).execute();
      return new Map(rows.map((row) => [row.tokenHash, toLink(row)]));
    },

    create: async (terms, createdBy, at) => {
      const token = newToken();
      return { link: await createFor(hashToken(token), terms, createdBy, at), token };
    },
    createFor,

    revoke: async (id, at) => {
      const revoking = db.updateTable("shareLink").set({ revokedAt: at }).where("id", "=", id);
      return (await revoking.where("revokedAt", "is", null).executeTakeFirst()).numUpdatedRows > 0n;
    },

    noteOpening: async (id, at) => {
      const opening = db.updateTable("shareLink").where("id", "=", id);
      const first = await opening.where("opens", "=", 0).set({ opens: 1, lastOpenedAt: at }).executeTakeFirst();
      if (first.numUpdatedRows > 0n) return true;
      await opening.set((row) => ({ opens: row("opens", "+", 1), lastOpenedAt: at })).execute();
      return false;
    },

    numberClusters: async (linkId, clusterIds) => {
      const numbers = await readNumbers(db, linkId);
      if (clusterIds.every((clusterId) => numbers.has(clusterId))) return numbers;
      if (dialect === "sqlite") return giveNumbers(db, linkId, clusterIds);
      return db.transaction().execute(async (transaction) => {
        // Three servers that each gave several numbers, in an order of their own, could wait for one another for ever.
        await transaction.selectFrom("shareLink").select("id").where("id", "=", linkId).forNoKeyUpdate().execute();
        return giveNumbers(transaction, linkId, clusterIds);
      });
    },
  };
}

async function readNumbers(db: Kysely<ShareLinkTables>, linkId: string): Promise<Map<string, number>> {
  const rows = await db.selectFrom("shareLinkCluster").selectAll().where("linkId", "=", linkId).execute();
  return new Map(rows.map(({ clusterId, number }) => [clusterId, number]));
}

async function giveNumbers(
  db: Kysely<ShareLinkTables>,
  linkId: string,
  clusterIds: readonly string[],
): Promise<Map<string, number>> {
  for (;;) {
    const numbers = await readNumbers(db, linkId);
    const missing = clusterIds.filter((clusterId) => !numbers.has(clusterId));
    if (missing.length === 0) return numbers;
    const highest = Math.max(0, ...numbers.values());
    const rows = missing.map((clusterId, index) => ({ linkId, clusterId, number: highest + index + 1 }));
    // Another server may be giving numbers too: its numbers stay, and counting continues after them.
    await db
      .insertInto("shareLinkCluster")
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

const ids = z.array(z.string());
const scopeSchema = z.object({ accountIds: ids, clusterIds: ids });
const showSchema = z.object({ costs: z.boolean(), names: z.boolean(), provider: z.boolean(), region: z.boolean() });
const kindSchema = z.enum(SHARE_KINDS);

function toRow({ scope, show, frameOrigins, ...link }: StoredLink, tokenHash: string): Insertable<ShareLinkTable> {
  return {
    ...link,
    tokenHash,
    scope: JSON.stringify(scope),
    show: JSON.stringify(show),
    frameOrigins: JSON.stringify(frameOrigins),
  };
}

function toLink({ tokenHash: _, kind, scope, show, frameOrigins, ...row }: Selectable<ShareLinkTable>): StoredLink {
  return {
    ...row,
    kind: kindSchema.parse(kind),
    scope: scopeSchema.parse(JSON.parse(scope)),
    show: showSchema.parse(JSON.parse(show)),
    frameOrigins: ids.parse(JSON.parse(frameOrigins)),
  };
}

function nullableLink(row: Selectable<ShareLinkTable> | undefined): StoredLink | null {
  return row === undefined ? null : toLink(row);
}
