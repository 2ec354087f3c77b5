import "server-only";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time/epoch";
import { type TensorOneCluster, wholeSeconds } from "./bodies";

const ENTRIES = 4_000;
const SECRET_EVERY = 100;

/** What programs really print, each with something in it that must not be shown. */
const SECRET_LINES = [
  "requests.get failed, sent Authorization: Bearer CANARY-bearer-token",
  "export HF_TOKEN=CANARY-hf-token",
  'loaded config {"api_key": "CANARY-api-key", "password": "CANARY-password"}',
  "logged in to W&B as CANARY-marie@example.com",
  "pip uses index https://ci:CANARY-index-password@pypi.example.com/simple",
  "boto3 found the access key AKIACANARYCANARY0001",
  "peer 10.0.1.15 joined, arn:aws:iam::123456789012:role/CANARY-role assumed",
  "clusterdeck reads this account with tpo_test_fake",
  "found tpo_live_CANARY9f8e7d6c5b in the environment",
  "evals call a model with fw_3ZabCANARYQ8kLmN",
  "geocoder started with AIzaSyCANARYd3m0d3m0d3m0d3m0d3m0d3m0d3m",
  "proxy answered, sent Authorization: Basic CANARYbWFyaWU6c2VjcmV0",
  "mlflow server --username marie --password CANARY-flag-password",
] as const;

/** One entry of many lines, as a logger writes an exception. */
const TRACEBACK = `evaluation failed, training goes on
Traceback (most recent call last):
  File "/workspace/train.py", line 214, in train
    metrics = evaluate(model, loader)
  File "/workspace/evaluate.py", line 57, in evaluate
    logits = model(batch["input_ids"])
  File "/usr/lib/python3/dist-packages/torch/nn/modules/module.py", line 1518, in _wrapped_call_impl
    return self._call_impl(*args, **kwargs)
torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.50 GiB. GPU 2 has 1.12 GiB free.`;

/** v1's `logs`: one entry a second until now, or until the cluster stopped. */
export function logsBody(cluster: TensorOneCluster, now: EpochMs) {
  const end = cluster.status === "running" ? now : cluster.statusSince;
  const lastStep = Math.floor(end / SECOND_MS);
  return Array.from({ length: ENTRIES }, (_, index) => {
    const step = lastStep - ENTRIES + 1 + index;
    return { timestamp: wholeSeconds(step * SECOND_MS), host: "CANARY-host", ...entryAt(step) };
  });
}

function entryAt(step: number): { level: string; message: string } {
  if (step % SECRET_EVERY === 0) {
    return { level: "DEBUG", message: SECRET_LINES[(step / SECRET_EVERY) % SECRET_LINES.length] ?? "" };
  }
  if (step % 60 === 0) return { level: "INFO", message: `checkpoint saved at step ${step % 100_000}` };
  if (step % 171 === 0) return { level: "WARNING", message: "dataloader worker 3 is slow, waited 1.8 s" };
  if (step % 1_301 === 0) return { level: "ERROR", message: TRACEBACK };
  if (step % 977 === 0) return { level: "ERROR", message: "NCCL timeout in all_reduce, retrying" };
  const loss = (1.9 + 0.4 * Math.sin(step / 50)).toFixed(3);
  return { level: "INFO", message: `step ${step % 100_000} loss ${loss} lr 3.0e-04 1284 tokens/s` };
}
