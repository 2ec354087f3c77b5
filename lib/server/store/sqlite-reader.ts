import "server-only";
import { Worker } from "node:worker_threads";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";

/** Nobody else waits while the thread does, and a writer needs a moment only. */
const LOCK_WAIT_MS = 5_000;

interface Answer {
  id: number;
  rows?: unknown[];
  failure?: { message: string; code?: string };
}

interface Waiting {
  resolve(rows: unknown[]): void;
  reject(error: Error): void;
}

/**
 * Only reads, in a thread of its own and with its own connection, so that the server answers others meanwhile. The thread
 * begins with the first statement, and one that fails is replaced by the next.
 */
export function readingDialect(file: string): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createDriver: () => readingDriver(createReader(file)),
  };
}

function readingDriver({ read, end }: Reader): Driver {
  const refuse = () => {
    throw new TypeError("This connection only reads, one statement at a time");
  };
  const connection: DatabaseConnection = {
    executeQuery: async <Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> => ({
      rows: asRows<Row>(await read(sql, parameters)),
    }),
    streamQuery: refuse,
  };
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: async () => {},
    destroy: end,
  };
}

/** As with every driver, whoever writes a statement states what its rows are. */
function asRows<Row>(rows: unknown[]): Row[] {
  return rows as Row[];
}

interface Reader {
  read(sql: string, parameters: readonly unknown[]): Promise<unknown[]>;
  end(): Promise<void>;
}

function createReader(file: string): Reader {
  let thread: Worker | null = null;
  let asked = 0;
  const waiting = new Map<number, Waiting>();

  function begin(): Worker {
    const begun = new Worker(new URL("./reading-thread.mjs", import.meta.url), {
      workerData: { file, lockWaitMs: LOCK_WAIT_MS },
      execArgv: ["--conditions=react-server"],
    });
    begun.on("message", ({ id, rows, failure }: Answer) => {
      const asker = waiting.get(id);
      waiting.delete(id);
      if (failure === undefined) asker?.resolve(rows ?? []);
      else asker?.reject(Object.assign(new Error(failure.message), { code: failure.code }));
      if (waiting.size === 0) begun.unref();
    });
    const give = (error: Error) => {
      if (thread !== begun) return;
      thread = null;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    begun.on("error", give);
    // With a code of the system, so that whoever still waits when the server stops is told to ask again.
    const ended = Object.assign(new Error("The thread that reads the database has ended"), { code: "ECANCELED" });
    begun.on("exit", () => give(ended));
    return begun;
  }

  return {
    read: (sql, parameters) =>
      new Promise((resolve, reject) => {
        thread ??= begin();
        asked += 1;
        waiting.set(asked, { resolve, reject });
        // The process may end only while nobody waits.
        thread.ref();
        thread.postMessage({ id: asked, sql, parameters });
      }),
    end: async () => {
      await thread?.terminate();
    },
  };
}
