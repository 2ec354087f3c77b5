"use client";

import { useQuery } from "@tanstack/react-query";
import { Monitor, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { patiently } from "@/components/ui/patiently";
import { Skeleton } from "@/components/ui/skeleton";
import type { ShareLink } from "@/lib/contract/share-link";
import { problemText } from "@/lib/queries/request";
import { shareLinksQuery } from "@/lib/queries/share-links-query";
import { LinkRow } from "./link-row";

const loadDialog = () => patiently(() => import("./new-link").then((dialog) => ({ default: dialog.NewLink })));
const NewLink = lazy(loadDialog);
const loadPairing = () => patiently(() => import("./pair-dialog").then((dialog) => ({ default: dialog.PairDialog })));
const PairDialog = lazy(loadPairing);

/** Who may see what without signing in. */
export function LinksPage() {
  const [isMaking, setMaking] = useState(false);
  const [isPairing, setPairing] = useState(false);
  const { data: links, error } = useQuery(shareLinksQuery);
  return (
    <div className="mx-auto max-w-5xl">
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
        <div>
          <h1 className="text-xl font-semibold tracking-tight">Share links</h1>
          <p className="mt-1 max-w-prose text-sm text-muted">
            Live and read-only, without signing in. A link shows only what its row says: no addresses, no ids, and
            nothing about your accounts.
          </p>
        </div>
        <div className="flex gap-2">
          <Button onPointerEnter={loadPairing} onClick={() => setPairing(true)}>
            <Monitor size={15} aria-hidden />
            Pair a screen
          </Button>
          <Button variant="primary" onPointerEnter={loadDialog} onClick={() => setMaking(true)}>
            <Plus size={15} aria-hidden />
            New link
          </Button>
        </div>
      </div>
      {error !== null && (
        <Callout className="mt-5" title="The links cannot be listed">
          {problemText(error)}
        </Callout>
      )}
      {links === undefined && error === null && <Skeleton className="mt-5 h-40 w-full" />}
      {links !== undefined && <Lists links={links} />}
      {isPairing && (
        <Suspense>
          <PairDialog onClose={() => setPairing(false)} />
        </Suspense>
      )}
      {isMaking && (
        <Suspense>
          <NewLink onClose={() => setMaking(false)} />
        </Suspense>
      )}
    </div>
  );
}

function Lists({ links }: { links: readonly ShareLink[] }) {
  const active = links.filter(({ state }) => state === "active");
  const ended = links.filter(({ state }) => state !== "active");
  return (
    <>
      {active.length === 0 && (
        <div className="mt-5 rounded-lg border border-line border-dashed px-6 py-10 text-sm text-muted">
          <p className="text-base font-semibold text-ink">{ended.length === 0 ? "No links yet" : "No active links"}</p>
          <p className="mt-1">
            Create one for a customer who wants to follow along, or for a screen on the wall. Links expire on their own.
          </p>
        </div>
      )}
      {active.length > 0 && <List title="Active" links={active} />}
      {ended.length > 0 && <List title="Ended" links={ended} />}
    </>
  );
}

function List({ title, links }: { title: string; links: readonly ShareLink[] }) {
  return (
    <section className="mt-6">
      <h2 className="mb-2 text-sm font-semibold">{title}</h2>
      <ul className="divide-y divide-line rounded-lg border border-line bg-panel">
        {links.map((link) => (
          <LinkRow key={link.id} link={link} />
        ))}
      </ul>
    </section>
  );
}
