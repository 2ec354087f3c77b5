"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Reading } from "@/components/status/live-cluster";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { notify } from "@/components/ui/notice";

/**
 * Keyboard handling for a list of clusters in `columns` columns: arrows, Home and End move, `y` copies the ssh command. One item
 * is in the tab order. The list must render the item at `focusedIndex`, whether in view or not.
 */
export function useItemFocus(readings: readonly Reading[], columns: number) {
  const client = useQueryClient();
  const { isGuest } = useFleetSource();
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);
  const focusedIndex = readings.findIndex(({ cluster }) => cluster.id === focusedId);
  const entryIndex = Math.max(0, focusedIndex);

  // An item out of view is rendered only once it has the focus.
  useEffect(() => {
    if (wanted.current !== null && focusItem(wanted.current)) wanted.current = null;
  });

  function moveTo(index: number) {
    const id = readings[index]?.cluster.id;
    if (id === undefined) return;
    wanted.current = id;
    setFocusedId(id);
  }

  function onKeyDown(event: KeyboardEvent) {
    const id = itemId(event.target);
    if (id === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const index = readings.findIndex(({ cluster }) => cluster.id === id);
    const destinations = new Map([
      ["ArrowDown", index + columns],
      ["ArrowUp", index - columns],
      ["ArrowRight", columns > 1 ? index + 1 : index],
      ["ArrowLeft", columns > 1 ? index - 1 : index],
      ["Home", 0],
      ["End", readings.length - 1],
    ]);
    const destination = destinations.get(event.key);
    if (destination !== undefined) moveTo(destination);
    else if (event.key === "y" && !isGuest) void copySshCommand(client, id);
    else return;
    event.preventDefault();
  }

  function onFocus(event: FocusEvent) {
    const id = itemId(event.target);
    if (id !== null) setFocusedId(id);
  }

  return { entryIndex, focusedIndex, listeners: { onKeyDown, onFocus } };
}

async function copySshCommand(client: QueryClient, clusterId: string): Promise<void> {
  // Not `patiently`: a copy long after the key press would come as a surprise.
  const copying = await import("@/components/status/copy-ssh-command").catch(() => null);
  if (copying) await copying.copySshCommand(client, clusterId);
  else notify("The ssh command cannot be read. If the server is up, reload the page.");
}

function itemId(target: EventTarget): string | null {
  return target instanceof HTMLElement ? (target.dataset.clusterId ?? null) : null;
}

function focusItem(clusterId: string): boolean {
  const item = document.querySelector<HTMLElement>(`[data-cluster-id="${CSS.escape(clusterId)}"]`);
  item?.focus({ preventScroll: true });
  item?.closest("li, tr")?.scrollIntoView({ block: "nearest" });
  return item !== null;
}
