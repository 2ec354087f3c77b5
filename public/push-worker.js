/*
 * Shows the pushes of Clusterdeck, and does nothing else: it has no "fetch" listener, so it neither sees nor caches what pages load.
 */

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("push", (event) => {
  const { title, body, tag, isQuiet } = event.data?.json() ?? { title: "Clusterdeck", body: "", isQuiet: false };
  event.waitUntil(
    self.registration.showNotification(title, {
      body,
      tag,
      silent: isQuiet,
      renotify: tag !== undefined && !isQuiet,
      icon: "/icon-192.png",
      badge: "/icon-192.png",
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(showAlerts());
});

async function showAlerts() {
  const windows = await self.clients.matchAll({ type: "window" });
  const open = windows.find(({ url }) => new URL(url).pathname === "/alerts");
  await (open === undefined ? self.clients.openWindow("/alerts") : open.focus());
}
