"use client";

import { BellOff } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { patiently } from "@/components/ui/patiently";
import type { ToldAlert } from "@/lib/contract/alerts/alerts";

const loadDialog = () =>
  patiently(() => import("./silence-alert").then(({ SilenceAlert }) => ({ default: SilenceAlert })));
const SilenceAlert = lazy(loadDialog);

export function SilenceButton({ alert }: { alert: ToldAlert }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onPointerEnter={loadDialog} onClick={() => setOpen(true)}>
        <BellOff size={14} aria-hidden />
        Silence<span className="sr-only"> {alert.title}</span>
      </Button>
      {isOpen && (
        <Suspense>
          <SilenceAlert alert={alert} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
