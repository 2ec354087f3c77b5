import { Download } from "lucide-react";
import { Button } from "./button";

interface DownloadButtonProps {
  /** A function where the text is made only when it is wanted. */
  text: string | (() => string);
  fileName: string;
  /** Its name, where "Download" alone does not say what. */
  label: string;
}

/** Saves text as a file, made in the browser. */
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
