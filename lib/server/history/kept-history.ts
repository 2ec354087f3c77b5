import "server-only";
import type { Kept } from "../store/kept-store";
import type { History } from "./open-history";

export type KeptHistory = Kept<History>;
