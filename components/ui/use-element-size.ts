import { type RefCallback, useCallback, useState } from "react";

interface Size {
  width: number;
  height: number;
}

/** The inner size of an element, in pixels; `null` before it is known. */
export function useElementSize(): { ref: RefCallback<HTMLElement>; size: Size | null } {
  const [size, setSize] = useState<Size | null>(null);
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const measure = () =>
      setSize((known) => {
        const { clientWidth: width, clientHeight: height } = element;
        return known?.width === width && known.height === height ? known : { width, height };
      });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  return { ref, size };
}

/** The inner width alone; 0 before it is known. */
export function useElementWidth(): { ref: RefCallback<HTMLElement>; width: number } {
  const { ref, size } = useElementSize();
  return { ref, width: size?.width ?? 0 };
}
