import { formatMoment } from "@/lib/domain/time/moment";
import { markOldBrowser } from "./mark-old-browser";

interface LifelessNoticeProps {
  /** Of this answer's content policy. */
  nonce: string | undefined;
  writtenAt: number;
}

const WITHOUT_SCRIPTS =
  "#lifeless-notice{animation:none}#lifeless-notice [data-why=failed]{display:none}#lifeless-notice [data-why=no-scripts]{display:block}";

/**
 * Says on a page that has not come alive that it shows nothing live, and why as far as that can be known. It needs no script: its
 * style, in lifeless.css, shows it after a while unless `LivingPage` prevents that.
 */
export function LifelessNotice({ nonce, writtenAt }: LifelessNoticeProps) {
  return (
    <>
      <div id="lifeless-notice" role="alert">
        <p data-why="failed">
          This page has not started: a part of it could not be loaded, was blocked or failed. Reload it. If that does
          not help, look for an extension or a proxy that blocks its scripts.
        </p>
        <p data-why="no-scripts">
          This page needs JavaScript, which is switched off or blocked in this browser. Allow it, and reload the page.
        </p>
        <p data-why="too-old">
          This browser is too old for Clusterdeck, which needs Chrome or Edge 99, Firefox 115, Safari 16.4 or something
          newer. Update it, or open this page in another browser.
        </p>
        <p data-lifeless>
          Nothing here is live. The page was made on{" "}
          <time dateTime={new Date(writtenAt).toISOString()}>{formatMoment(writtenAt, "UTC")}</time>, and does not
          change.
        </p>
      </div>
      <noscript>
        <style nonce={nonce}>{WITHOUT_SCRIPTS}</style>
      </noscript>
      <script
        nonce={nonce}
        suppressHydrationWarning
        // biome-ignore lint/security/noDangerouslySetInnerHtml: our own text, for browsers that cannot run the program's files.
        dangerouslySetInnerHTML={{ __html: markOldBrowser }}
      />
    </>
  );
}
