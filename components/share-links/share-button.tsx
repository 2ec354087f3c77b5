"use client";

import { Share2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { ShareProps } from "@/components/status/source/operator-tools";
import { Button } from "@/components/ui/button";
import { patiently } from "@/components/ui/patiently";

const loadDialog = () => patiently(() => import("./new-link").then((dialog) => ({ default: dialog.NewLink })));
const NewLink = lazy(loadDialog);

/** Opens the dialog for a new link that shows what the page is about. */
export function ShareButton({ scope }: ShareProps) {
  const [isMaking, setMaking] = useState(false);
  return (
    <>
      <Button onPointerEnter={loadDialog} onClick={() => setMaking(true)}>
        <Share2 size={15} aria-hidden />
        Share
      </Button>
      {isMaking && (
        <Suspense>
          <NewLink scope={scope} onClose={() => setMaking(false)} />
        </Suspense>
      )}
    </>
  );
}
