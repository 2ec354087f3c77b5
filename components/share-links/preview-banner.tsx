import { clsx } from "clsx";
import { Eye } from "lucide-react";
import { Link } from "@/components/ui/link/link";
import type { ShareState } from "@/lib/domain/people/share-link";

interface PreviewBannerProps {
  name: string;
  state: ShareState;
  /** Shown on top of a page that fills the window, instead of above it. */
  isOverlay?: boolean;
}

/** Marks a guest's page while an operator previews it. */
export function PreviewBanner({ name, state, isOverlay = false }: PreviewBannerProps) {
  return (
    <aside
      className={clsx(
        "flex flex-wrap items-center justify-center gap-x-3 gap-y-1 bg-accent px-4 py-1.5 text-sm text-accent-ink",
        isOverlay && "fixed bottom-4 left-1/2 z-60 transform-[translateX(-50%)] rounded-full shadow-lift",
      )}
    >
      <Eye size={15} aria-hidden />
      <p>
        {state === "active"
          ? `${isOverlay ? "This" : "Below"} is what recipients of`
          : "This link has ended. It used to show this to recipients of"}{" "}
        <strong className="font-semibold">
          <bdi>{name}</bdi>
        </strong>
        {state === "active" && " see, and nothing else"}
      </p>
      <Link href="/links" className="rounded underline underline-offset-2">
        Back to the links
      </Link>
    </aside>
  );
}
