import "server-only";
import type { StorePart } from "../store/store-part";
import { HISTORY_MIGRATIONS } from "./migrations";

export const HISTORY_PART: StorePart = {
  migrations: HISTORY_MIGRATIONS,
  tables: [
    { name: "account", key: ["id"] },
    { name: "pollRun", key: ["accountId", "startedAt"] },
    { name: "cluster", key: ["key"], isNumbered: true },
    { name: "clusterInterval", key: ["clusterKey", "startedAt"] },
    { name: "nodeInterval", key: ["clusterKey", "nodeId", "startedAt"] },
    { name: "costStep", key: ["clusterKey", "at"] },
    { name: "lastReading", key: ["clusterKey"] },
    { name: "providerFigure", key: ["clusterKey"] },
    { name: "metricSeries", key: ["clusterKey", "number"] },
    { name: "metricSample", key: ["clusterKey", "seriesNumber", "stretchMs", "at"] },
    { name: "clockJump", key: ["accountId", "at"] },
    { name: "clockDoubt", key: ["clusterKey", "untilAt"] },
    { name: "withdrawnInterval", key: ["clusterKey", "nodeId", "startedAt", "withdrawnAt"] },
  ],
  derived: ["costSample", "costSampleState"],
};
