import "server-only";
import type { StoreHandle } from "../store/store-handle";
import type { History } from "./open-history";

export type HistoryHandle = StoreHandle<History>;
