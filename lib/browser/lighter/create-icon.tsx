import { createElement, type SVGProps } from "react";

interface IconData {
  node: readonly (readonly [tag: string, attributes: SVGProps<SVGElement>])[];
}

interface IconProps {
  size: number;
  "aria-hidden": true;
  className?: string;
}

/** How lucide-react's icons are made in what is built: with its own way they could be given much that ours never are. */
export default function createIcon({ node }: IconData) {
  return ({ size, ...others }: IconProps) => (
    // biome-ignore lint/a11y/noSvgWithoutTitle: all are hidden from screen readers.
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      {...others}
    >
      {node.map(([tag, attributes]) => createElement(tag, attributes))}
    </svg>
  );
}
