// What Clusterdeck uses and the oldest of its browsers lack. Loaded only by those that lack something: see `lacksFeatures`.
import "core-js/es/array/to-reversed";
import "core-js/es/array/to-sorted";
import "core-js/es/map/group-by";
import { apply, isSupported } from "@oddbird/popover-polyfill/fn";

// In the layer of our own base styles, which all others override.
if (!isSupported()) apply({ layerName: "base" });
