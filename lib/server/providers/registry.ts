import "server-only";
import { fireworks } from "./fireworks";
import { kubernetes } from "./kubernetes";
import { lambda } from "./lambda";
import { primeIntellect } from "./prime-intellect";
import { runpod } from "./runpod";
import { shadeform } from "./shadeform";
import type { Provider } from "./spec";
import { tensorone } from "./tensorone";
import { together } from "./together";
import { vast } from "./vast";
import { verda } from "./verda";

/** Every provider Clusterdeck can read, in the order in which screens list them. Adding one is a folder and its name here. */
export const providers = [
  fireworks,
  primeIntellect,
  shadeform,
  tensorone,
  runpod,
  lambda,
  vast,
  kubernetes,
  verda,
  together,
] as const satisfies readonly Provider[];
