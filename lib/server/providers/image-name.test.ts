import { expect, it } from "vitest";
import { imageName, maskedImageName } from "./image-name";

it.each([
  ["vllm/vllm-openai:latest", "vllm/vllm-openai:latest", "vllm/vllm-openai:latest"],
  ["ubuntu", "ubuntu", "ubuntu"],
  ["ubuntu:24.04", "ubuntu:24.04", "ubuntu:24.04"],
  ["registry.acme.example/team/app:2", "registry.acme.example/team/app:2", "[registry]/team/app:2"],
  ["registry.acme.example:5000/app", "registry.acme.example:5000/app", "[registry]/app"],
  ["localhost/app", "localhost/app", "[registry]/app"],
  ["10.0.0.7:5000/app@sha256:0f1e", "10.0.0.7:5000/app@sha256:0f1e", "[registry]/app@sha256:0f1e"],
  ["https://registry.acme.example/app", "registry.acme.example/app", "[registry]/app"],
  ["jonas:hunter2@registry.acme.example/app", "registry.acme.example/app", "[registry]/app"],
])("names %s whole as %s and masked as %s", (image, whole, masked) => {
  expect([imageName(image), maskedImageName(image)]).toEqual([whole, masked]);
});
