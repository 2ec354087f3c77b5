import "server-only";
import { clusterIdOf } from "@/lib/domain/identity";
import type { ConnectionSnapshot } from "../poller/connection-snapshot";
import type { FleetStore } from "../poller/fleet-store";
import { guestSnapshot, scopedSnapshot } from "./guest-snapshot";
import type { ShareLinks } from "./share-links";
import type { StoredLink } from "./stored-link";

/** The fleet as a link shows it. */
export interface GuestFleets {
  snapshots(link: StoredLink): Promise<ConnectionSnapshot[]>;
}

/** A link's view of a snapshot is made once for all its guests, and goes with the snapshot. */
export function createGuestFleets(
  store: Pick<FleetStore, "connections">,
  links: Pick<ShareLinks, "numberClusters">,
): GuestFleets {
  const made = new WeakMap<ConnectionSnapshot, Map<string, Promise<ConnectionSnapshot | null>>>();

  return {
    snapshots: async (link) => {
      const all = store.connections();
      const shown = await Promise.all(
        all.map((snapshot) => {
          const byLink = made.get(snapshot) ?? new Map<string, Promise<ConnectionSnapshot | null>>();
          made.set(snapshot, byLink);
          const guest = byLink.get(link.id) ?? makeGuest(snapshot, link);
          byLink.set(link.id, guest);
          guest.catch(() => byLink.delete(link.id));
          return guest;
        }),
      );
      return numbered(shown.filter((snapshot) => snapshot !== null));
    },
  };

  async function makeGuest(snapshot: ConnectionSnapshot, link: StoredLink): Promise<ConnectionSnapshot | null> {
    const scoped = scopedSnapshot(snapshot, link);
    if (scoped === null) return null;
    const ids = [...scoped.clusters.keys(), ...scoped.gone.keys()];
    const clusterNumbers = await links.numberClusters(
      link.id,
      ids.map((id) => clusterIdOf(snapshot.id, id)),
    );
    return guestSnapshot(scoped, link, clusterNumbers);
  }
}

/** "Shadeform 2" where several connections share a provider: their own labels may be accounts' names. */
function numbered(snapshots: readonly ConnectionSnapshot[]): ConnectionSnapshot[] {
  const byProvider = Map.groupBy(snapshots, ({ provider }) => provider.id);
  return snapshots.map((snapshot) => {
    const siblings = byProvider.get(snapshot.provider.id) ?? [];
    if (siblings.length < 2) return snapshot;
    return { ...snapshot, label: `${snapshot.provider.label} ${siblings.indexOf(snapshot) + 1}` };
  });
}
