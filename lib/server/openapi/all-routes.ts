import "server-only";
import * as accounts from "../features/accounts/routes";
import * as alerts from "../features/alerts/routes";
import * as alertSettings from "../features/alerts/settings-routes";
import * as audit from "../features/audit/routes";
import * as cluster from "../features/cluster/routes";
import * as costs from "../features/costs/routes";
import * as demo from "../features/demo/routes";
import * as displays from "../features/displays/routes";
import * as exposition from "../features/exposition/routes";
import * as fleet from "../features/fleet/routes";
import * as guestPreview from "../features/guest/preview-routes";
import * as guest from "../features/guest/routes";
import * as logs from "../features/logs/routes";
import * as metrics from "../features/metrics/routes";
import * as newCluster from "../features/new-cluster/routes";
import * as operations from "../features/operations/routes";
import * as people from "../features/people/routes";
import * as push from "../features/push/routes";
import * as settings from "../features/settings/routes";
import * as shareLinks from "../features/share-links/routes";
import * as signIn from "../features/sign-in/routes";
import type { Route } from "../http/define-route";

const FEATURES = [
  ...[fleet, cluster, metrics, logs, newCluster, costs, shareLinks, guestPreview, guest, displays],
  ...[accounts, alerts, alertSettings, people, signIn, audit, settings, push, demo, operations, exposition],
];

/** Every call of the API, by the name under which a file in `app/api` serves it, except the one that describes them. */
export const ALL_ROUTES: ReadonlyMap<string, Route> = new Map(FEATURES.flatMap((feature) => Object.entries(feature)));

/** The calls with their own address: not better-auth's, and not the answer to all other addresses. */
export const LISTED_ROUTES: readonly Route[] = [...ALL_ROUTES.values()].filter(({ path }) => !path.includes("{..."));
