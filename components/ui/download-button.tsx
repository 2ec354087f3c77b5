import { Download } from "lucide-react";
import { Button } from "./button";

interface DownloadButtonProps {
  /** A function if the text should be made only when needed. */
  text: string | (() => string);
  fileName: string;
  /** Its accessible name, if "Download" alone is not enough. */
  label: string;
}

/** Saves text as a file, created in the browser. */
export function DownloadButton({ text, fileName, label }: DownloadButtonProps) {
  function download() {
    const url = URL.createObjectURL(new Blob([typeof text === "string" ? text : text()], { type: "text/plain" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = fileName;
    link.click();
    URL.revokeObjectURL(url);
  }
  return (
    <Button onClick={download} aria-label={label} title={fileName}>
      <Download size={15} aria-hidden />
      Download
    </Button>
  );
}
