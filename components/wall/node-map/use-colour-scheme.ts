import { useSyncExternalStore } from "react";
import { once } from "@/lib/domain/text/once";

/** The system's colour scheme. It changes the colours of a page that follows the system. */
export function useColourScheme(): "dark" | "light" {
  return useSyncExternalStore(
    subscribe,
    () => (prefersDark().matches ? "dark" : "light"),
    () => "dark",
  );
}

function subscribe(listener: () => void): () => void {
  const query = prefersDark();
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

const prefersDark = once(() => window.matchMedia("(prefers-color-scheme: dark)"));
