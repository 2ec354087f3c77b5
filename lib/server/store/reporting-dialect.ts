import "server-only";
import type { CompiledQuery, DatabaseConnection, Dialect, Driver } from "kysely";
import { toConnectionError } from "./store-error";

/** What is thrown instead of a driver's error. */
export type Translate = (error: unknown) => unknown;

/**
 * A dialect whose errors say what they mean, wherever a query comes from; an undone transaction throws what undid it. `requireUsable` is
 * called before each query, and throws where the database must not be used.
 */
export function reportingDialect(dialect: Dialect, translate: Translate, requireUsable = () => {}): Dialect {
  return {
    createDriver: () => reportingDriver(dialect.createDriver(), translate, requireUsable),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  };
}

function reportingDriver(driver: Driver, translate: Translate, requireUsable: () => void): Driver {
  const reporting = new WeakSet<DatabaseConnection>();
  return {
    init: (options) => driver.init(options),
    async acquireConnection(options) {
      const connection = await driver.acquireConnection(options).catch((error: unknown) => {
        throw toConnectionError(error);
      });
      // Connections come back from a pool: each is changed once, where Kysely itself would add logging.
      if (!reporting.has(connection)) reportErrors(connection, translate, requireUsable);
      reporting.add(connection);
      return connection;
    },
    beginTransaction: (connection, settings) => driver.beginTransaction(connection, settings),
    commitTransaction: (connection) => driver.commitTransaction(connection),
    // SQLite may have undone it already, as when the disk is full, and a PostgreSQL that is away undoes it by itself.
    rollbackTransaction: (connection) => driver.rollbackTransaction(connection).catch(() => {}),
    releaseConnection: (connection, options) => driver.releaseConnection(connection, options),
    destroy: (options) => driver.destroy(options),
  };
}

function reportErrors(connection: DatabaseConnection, translate: Translate, requireUsable: () => void): void {
  const executeQuery = connection.executeQuery.bind(connection);
  connection.executeQuery = async <Row>(query: CompiledQuery) => {
    // What was begun must be undone in any case. Not where a connection is had: Kysely would then never give the only one to anybody again.
    if (query.sql !== "rollback") requireUsable();
    try {
      return await executeQuery<Row>(query);
    } catch (error) {
      throw translate(error);
    }
  };
}
