import { create } from "qrcode";

/** The empty border that scanners need around the code. */
const QUIET_MODULES = 4;

/** A QR code as one path. Always dark on white, since many scanners cannot read it inverted. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { modules } = create(text);
  const span = modules.size + 2 * QUIET_MODULES;
  const indices = Array.from({ length: modules.size }, (_, index) => index);
  const path = indices
    .flatMap((row) =>
      indices.filter((column) => modules.get(row, column) === 1).map((column) => `M${column} ${row}h1v1h-1z`),
    )
    .join("");
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${-QUIET_MODULES} ${-QUIET_MODULES} ${span} ${span}`}
      shapeRendering="crispEdges"
      className="size-40 rounded-md"
    >
      <rect x={-QUIET_MODULES} y={-QUIET_MODULES} width={span} height={span} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
