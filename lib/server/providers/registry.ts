import "server-only";
import { fireworks } from "./fireworks";
import { kubernetes } from "./kubernetes";
import { primeIntellect } from "./prime-intellect";
import { shadeform } from "./shadeform";
import type { Provider } from "./spec";
import { tensorone } from "./tensorone";
import { together } from "./together";

/** Every provider Clusterdeck can read, in the order in which screens list them. Adding one is a folder and its name here. */
export const providers = [
  fireworks,
  primeIntellect,
  shadeform,
  tensorone,
  kubernetes,
  together,
] as const satisfies readonly Provider[];
