import "server-only";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import type { AccountSnapshot } from "../../poller/account-snapshot";
import type { FleetStore } from "../../poller/fleet-store";
import type { ShareLinks } from "../links/share-links";
import { type StoredLink, shownKeyOf } from "../links/stored-link";
import { aliasOf, clusterAliasOf } from "./alias";
import { guestSnapshot, scopedSnapshot } from "./guest-snapshot";

/** The fleet as a link shows it. */
export interface GuestFleets {
  snapshots(link: StoredLink): Promise<AccountSnapshot[]>;
}

/** A link's view of a snapshot is made once for all its guests, and discarded with the snapshot. */
export function createGuestFleets(
  store: Pick<FleetStore, "accounts">,
  links: Pick<ShareLinks, "numberClusters">,
): GuestFleets {
  const made = new WeakMap<AccountSnapshot, Map<string, Promise<AccountSnapshot | null>>>();
  const relabelled = new WeakMap<AccountSnapshot, AccountSnapshot>();

  return {
    snapshots: async (link) => {
      // As with their clusters: our own order would be the same in every link, and so would the numbers below.
      const orderOf = (id: string) => aliasOf(link.aliasKey, "account", id);
      const all = store.accounts().toSorted((one, other) => (orderOf(one.id) < orderOf(other.id) ? -1 : 1));
      const key = shownKeyOf(link);
      const shown = await Promise.all(
        all.map((snapshot) => {
          const byLink = made.get(snapshot) ?? new Map<string, Promise<AccountSnapshot | null>>();
          made.set(snapshot, byLink);
          const guest = byLink.get(key) ?? makeGuest(snapshot, link);
          byLink.set(key, guest);
          guest.catch(() => byLink.delete(key));
          return guest;
        }),
      );
      return numbered(shown.filter((snapshot) => snapshot !== null));
    },
  };

  async function makeGuest(snapshot: AccountSnapshot, link: StoredLink): Promise<AccountSnapshot | null> {
    const scoped = scopedSnapshot(snapshot, link);
    if (scoped === null) return null;
    const orderOf = (clusterId: string) => clusterAliasOf(link.aliasKey, clusterId);
    const clusterIds = [...scoped.clusters.keys(), ...scoped.gone.keys()]
      .map((id) => clusterIdOf(snapshot.id, id))
      .toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
    const clusterNumbers = await links.numberClusters(link.id, clusterIds);
    return guestSnapshot(scoped, link, clusterNumbers);
  }

  /** "Shadeform 2" where several accounts share a provider, "Account 2" where it is hidden: their own labels may name people or projects. */
  function numbered(snapshots: readonly AccountSnapshot[]): AccountSnapshot[] {
    const byProvider = Map.groupBy(snapshots, ({ provider }) => provider.id);
    return snapshots.map((snapshot) => {
      const siblings = byProvider.get(snapshot.provider.id) ?? [];
      return siblings.length < 2
        ? snapshot
        : withLabel(snapshot, `${snapshot.label} ${siblings.indexOf(snapshot) + 1}`);
    });
  }

  /** The same object each time, since what is made from a snapshot is kept with it. */
  function withLabel(snapshot: AccountSnapshot, label: string): AccountSnapshot {
    const known = relabelled.get(snapshot);
    if (known?.label === label) return known;
    const labelled = { ...snapshot, label };
    relabelled.set(snapshot, labelled);
    return labelled;
  }
}
