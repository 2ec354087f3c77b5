import { endPushes, startPushes } from "@/lib/queries/alerts/push-query";

const WORKER = "/push-worker.js";

/**
 * `on`, `off`: this browser gets pushes, or could. `blocked`: its person has refused them. `insecure`: the page came without TLS, and
 * `missing`: the browser has no pushes; on an iPhone only an installed app has.
 */
export type PushState = "on" | "off" | "blocked" | "insecure" | "missing";

/** How it is now; asks nobody for anything. */
export async function readPushState(publicKey: string): Promise<PushState> {
  if (!window.isSecureContext) return "insecure";
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return "missing";
  if (Notification.permission === "denied") return "blocked";
  const subscription = await currentSubscription();
  return subscription !== null && isFor(subscription, publicKey) ? "on" : "off";
}

/** To be called from a click: the browser may then ask its person. Throws if it cannot reach its push service. */
export async function switchPushesOn(publicKey: string): Promise<PushState> {
  if ((await Notification.requestPermission()) !== "granted") return readPushState(publicKey);
  await navigator.serviceWorker.register(WORKER);
  const { pushManager } = await navigator.serviceWorker.ready;
  // A browser that has subscribed with another key, of an earlier installation, has to let go of it first.
  const former = await pushManager.getSubscription();
  if (former !== null && !isFor(former, publicKey)) await former.unsubscribe();
  const subscription = await pushManager.subscribe({
    ...{ userVisibleOnly: true, applicationServerKey: bytesOf(publicKey) },
  });
  const { endpoint, keys } = subscription.toJSON();
  await startPushes({ endpoint: endpoint ?? "", keys: { p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" } });
  return "on";
}

export async function switchPushesOff(publicKey: string): Promise<PushState> {
  const subscription = await currentSubscription();
  if (subscription !== null) {
    await endPushes(subscription.endpoint);
    await subscription.unsubscribe();
  }
  return readPushState(publicKey);
}

async function currentSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(WORKER);
  return (await registration?.pushManager.getSubscription()) ?? null;
}

function isFor({ options }: PushSubscription, publicKey: string): boolean {
  const key = options.applicationServerKey;
  return key !== null && String(new Uint8Array(key)) === String(bytesOf(publicKey));
}

/** Of base64url. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
