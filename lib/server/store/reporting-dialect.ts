import "server-only";
import type { CompiledQuery, DatabaseConnection, Dialect, Driver } from "kysely";
import { toConnectionError } from "./store-error";

/** What is thrown instead of a driver's error. */
export type Translate = (error: unknown) => unknown;

/**
 * A dialect whose errors say what they mean, wherever a query comes from; a rolled-back transaction throws what caused
 * it. `requireUsable` is called before each query, and throws if the database must not be used.
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
      // Connections are reused by a pool, so each is wrapped only once, where Kysely itself would add logging.
      if (!reporting.has(connection)) reportErrors(connection, translate, requireUsable);
      reporting.add(connection);
      return connection;
    },
    beginTransaction: (connection, settings) => driver.beginTransaction(connection, settings),
    commitTransaction: (connection) => driver.commitTransaction(connection),
    // SQLite may already have rolled back, as when the disk is full, and a PostgreSQL that is away rolls back by
    // itself.
    rollbackTransaction: (connection) => driver.rollbackTransaction(connection).catch(() => {}),
    releaseConnection: (connection, options) => driver.releaseConnection(connection, options),
    destroy: (options) => driver.destroy(options),
  };
}

function reportErrors(connection: DatabaseConnection, translate: Translate, requireUsable: () => void): void {
  const executeQuery = connection.executeQuery.bind(connection);
  connection.executeQuery = async <Row>(query: CompiledQuery) => {
    // Checked when a transaction begins, since whatever has begun must be rolled back. Not when a connection is
    // acquired: Kysely would then never release the only one again.
    if (query.sql !== "rollback") requireUsable();
    try {
      return await executeQuery<Row>(query);
    } catch (error) {
      throw translate(error);
    }
  };
}
