import { type FleetBytes, guestFacts } from "@/components/wall/first/first-facts";
import { FirstPicture } from "@/components/wall/first/first-picture";

export type Search = Readonly<Record<string, string | string[] | undefined>>;

interface GuestFirstPictureOptions {
  /** `null` if there is no answer. */
  fleet: FleetBytes | null;
  showsCosts: boolean;
  search: Search;
  nonce: string | undefined;
}

/** The first picture of a link's screen; `null` if the link's fleet is not known. */
export async function guestFirstPicture({ fleet, showsCosts, search, nonce }: GuestFirstPictureOptions) {
  const facts = fleet && (await guestFacts(fleet, showsCosts));
  return facts && <FirstPicture facts={facts} search={search} showsCosts={showsCosts} nonce={nonce} />;
}
