interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Stroke {
  colour: string;
  lineWidth: number;
  /** How many shapes its path consists of. */
  shapes: number;
}

interface State {
  origin: { x: number; y: number };
  /** What may be drawn on; `null` while that is everything. */
  clip: Rect | null;
  globalAlpha: number;
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  lineDash: readonly number[];
  font: string;
  textBaseline: string;
}

/**
 * A canvas without pixels, for tests of what is drawn part by part: it knows for each clip what was drawn inside it and not cleared since.
 * It throws if anything is drawn outside a clip, over what is there, or cleared in part.
 */
export function recordingCanvas() {
  let state: State = {
    ...{ origin: { x: 0, y: 0 }, clip: null, globalAlpha: 1, lineWidth: 1, lineDash: [] },
    ...{ fillStyle: "", strokeStyle: "", font: "", textBaseline: "" },
  };
  const saved: State[] = [];
  let path: { steps: string[]; shapes: number; rect: Rect | null } = { steps: [], shapes: 0, rect: null };
  const parts = new Map<string, { rect: Rect; marks: string[] }>();
  const strokes: Stroke[] = [];
  let clips = 0;

  function step(name: string, ...numbers: number[]): void {
    path.steps.push(`${name} ${numbers.join(" ")}`);
  }
  function mark(what: string): void {
    const { clip } = state;
    if (clip === null) throw new Error(`It was drawn outside a clip: ${what}`);
    const part = parts.get(nameOf(clip));
    if (part === undefined) throw new Error(`Its clip was not begun: ${nameOf(clip)}`);
    part.marks.push(`${what} ${JSON.stringify(state)}`);
  }
  function beginPart(rect: Rect): void {
    for (const { rect: other } of parts.values()) {
      if (overlap(rect, other)) throw new Error(`${nameOf(rect)} is drawn over ${nameOf(other)}`);
    }
    clips += 1;
    state = { ...state, clip: rect };
    parts.set(nameOf(rect), { rect, marks: [] });
  }

  const methods = {
    save: () => void saved.push(state),
    restore: () => {
      state = saved.pop() ?? state;
    },
    translate: (x: number, y: number) => {
      state = { ...state, origin: { x: state.origin.x + x, y: state.origin.y + y } };
    },
    clip: () => {
      if (state.clip === null && path.rect !== null) beginPart(path.rect);
      else mark(`clip ${path.steps.join()}`);
    },
    clearRect: (x: number, y: number, width: number, height: number) => {
      const rect = { x, y, width, height };
      parts.delete(nameOf(rect));
      for (const { rect: other } of parts.values()) {
        if (overlap(rect, other)) throw new Error(`${nameOf(other)} is cleared in part`);
      }
    },
    beginPath: () => {
      path = { steps: [], shapes: 0, rect: null };
    },
    closePath: () => step("close"),
    moveTo: (x: number, y: number) => {
      path.shapes += 1;
      step("move", x, y);
    },
    lineTo: (x: number, y: number) => step("line", x, y),
    arc: (...numbers: number[]) => step("arc", ...numbers),
    rect: (x: number, y: number, width: number, height: number) => {
      path.shapes += 1;
      path.rect = { x: state.origin.x + x, y: state.origin.y + y, width, height };
      step("rect", x, y, width, height);
    },
    roundRect: (...numbers: number[]) => {
      path.shapes += 1;
      step("round", ...numbers);
    },
    setLineDash: (lineDash: readonly number[]) => {
      state = { ...state, lineDash };
    },
    fill: () => mark(`fill ${path.steps.join()}`),
    stroke: () => {
      strokes.push({ colour: state.strokeStyle, lineWidth: state.lineWidth, shapes: path.shapes });
      mark(`stroke ${path.steps.join()}`);
    },
    fillText: (text: string, x: number, y: number) => mark(`text ${text} ${x} ${y}`),
  };
  const context = new Proxy(methods, {
    set: (_, key, value) => {
      state = { ...state, [key]: value };
      return true;
    },
  });
  return {
    context: asContext(context),
    /** What is on the canvas, by its clip. Parts in which nothing was drawn are left out. */
    content: () => new Map([...parts].map(([name, { marks }]) => [name, marks] as const).toSorted()),
    strokes: (): readonly Stroke[] => strokes,
    /** How many parts were drawn, since it was made. */
    drawnParts: () => clips,
  };
}

/** Only the methods above are there: a test that needs another one fails by its name. */
function asContext(methods: object): CanvasRenderingContext2D {
  return methods as CanvasRenderingContext2D;
}

function nameOf({ x, y, width, height }: Rect): string {
  return `${x} ${y} ${width} ${height}`;
}

function overlap(one: Rect, other: Rect): boolean {
  return (
    one.x + one.width > other.x &&
    other.x + other.width > one.x &&
    one.y + one.height > other.y &&
    other.y + other.height > one.y
  );
}
