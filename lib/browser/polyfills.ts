// What Clusterdeck uses and the oldest of its browsers lack. Loaded only by those that lack something: see `lacksFeatures`.
import "@oddbird/popover-polyfill";
import "core-js/es/array/to-reversed";
import "core-js/es/array/to-sorted";
import "core-js/es/map/group-by";
