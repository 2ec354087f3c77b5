"use client";

import { Download } from "lucide-react";
import { type MouseEvent, type ReactNode, useState } from "react";
import { problemText, requireDownload } from "@/lib/queries/request";

interface DownloadLinkProps {
  href: string;
  title?: string;
  children: ReactNode;
}

/** A file from the server. Asks first whether it is available, since a browser only says that a download failed, not why. */
export function DownloadLink({ href, title, children }: DownloadLinkProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);

  async function download(event: MouseEvent) {
    event.preventDefault();
    if (isAsking) return;
    setAsking(true);
    try {
      await requireDownload(href);
      setProblem(null);
      beginDownload(href);
    } catch (error) {
      setProblem(problemText(error));
    } finally {
      setAsking(false);
    }
  }

  return (
    <>
      <a
        href={href}
        download
        title={title}
        onClick={(event) => void download(event)}
        className="inline-flex h-8 items-center gap-1.5 rounded-md border border-line bg-panel px-2.5 text-sm font-medium hover:bg-raised"
      >
        <Download size={14} aria-hidden />
        {children}
      </a>
      {problem !== null && (
        <span role="alert" className="order-last basis-full text-right text-sm text-down">
          {problem}
        </span>
      )}
    </>
  );
}

function beginDownload(href: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = "";
  link.click();
}
