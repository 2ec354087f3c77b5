import { describe, expect, it } from "vitest";
import { clip, scrub, scrubLogLine } from "./scrub";

describe("scrub", () => {
  it.each([
    ["role arn:aws:iam::123456789012:role/FireworksManagerRole is missing", "role [AWS resource] is missing"],
    ["in arn:aws-us-gov:eks:us-gov-west-1:123456789012:cluster/x, retry", "in [AWS resource], retry"],
    ["account 123456789012 has no quota", "account [account] has no quota"],
    ["node 10.12.4.7:6443 timed out", "node [address]:6443 timed out"],
    ["lost 10.12.4.7.", "lost [address]."],
    ["peer 2001:db8::8a2e:370:7334 is gone", "peer [address] is gone"],
    ["peer ::1 and ::ffff:10.0.0.1", "peer [address] and [address]"],
    ["sent Authorization: Bearer abc.DEF-123_x", "sent Authorization: [token]"],
    ["sent Authorization: Basic bWFyaWU6aHVudGVyMg== twice", "sent Authorization: [token] twice"],
    ['{"Authorization": "Basic bWFyaWU6c2VjcmV0"}', '{"Authorization": "[token]"}'],
    ["jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln refused", "jwt [token] refused"],
    ["tell ops+gpu@example.co.uk", "tell [e-mail]"],
    ["export HF_TOKEN=hf_0123 now", "export HF_TOKEN=[secret] now"],
    ['{"api_key": "k-123456", "step": 5}', '{"api_key": "[secret]", "step": 5}'],
    ["AWS_SECRET_ACCESS_KEY = wJalrXUtn", "AWS_SECRET_ACCESS_KEY = [secret]"],
    ["maps by AIzaSyD3m0d3m0-d3m0_d3m0d3m0d3m0d3m0d3", "maps by [secret]"],
    ["run --password hunter2secret --gpus 8", "run --password [secret] --gpus 8"],
    ["vllm serve --api-key 'k3yk3y' --hf-token abcd", "vllm serve --api-key '[secret]' --hf-token [secret]"],
    ["args ['--api-key', 'k3yk3y', '-v']", "args ['--api-key', '[secret]', '-v']"],
    ["used key AKIAABCDEFGHIJKLMNOP", "used key [secret]"],
    ["git clone https://ci:pw1234@git.example.com/a.git", "git clone https://ci:[password]@git.example.com/a.git"],
    [`ca ${"QUJD".repeat(16)}== end`, "ca [secret] end"],
  ])("replaces what identifies somebody or gives access: %s", (text, expected) => {
    expect(scrub(text, [])).toBe(expected);
  });

  it.each([
    "Quota exceeded: 8 of 8 GPUs in use, CUDA 12.4.1, driver 550.54.15",
    "started at 12:30:45, took 1:02:03",
    "node llama-pretrain-a-11 failed dcgm level 3 (code 43)",
    "std::bad_alloc in nccl::init",
    "step 48213 loss 1.913 lr 3.0e-04 1284 tokens/s, 5 tokens: ok",
    "basic training of 8 experts, Basic Understanding, basic /health ok",
    "vllm serve --tokenizer llama --max-tokens 2048 --token --verbose",
    "see https://docs.example.com:8080/errors",
  ])("leaves ordinary words alone: %s", (text) => {
    expect(scrub(text, [])).toBe(text);
  });

  it("takes whatever looks like a provider's key out of sentences and logs, wherever it stands", () => {
    const shapes = [/\bacme-[a-z\d]{4,}/];
    expect(scrub("calls Acme with acme-7f3k, then acme-9d2m", shapes)).toBe("calls Acme with [secret], then [secret]");
    expect(scrub("curl -H 'Authorization: Bearer acme-7f3k' https://u:acme-7f3k@example.com", shapes)).toBe(
      "curl -H 'Authorization: [token]' https://u:[password]@example.com",
    );
    expect(scrubLogLine("  ACME_KEY=acme-7f3k", shapes, 100)).toBe("  ACME_KEY=[secret]");
    expect(scrub("calls Acme with acme-7f3k", [])).toContain("acme-7f3k");
  });

  it("does not show the beginning of a secret that continues past the part that is read", () => {
    const text = `${"A".repeat(1_980)} token kkkkkkkkkkkkkkkkkkkkkkkkkkkk`;
    expect(scrub(text, [])).toBe("[secret] token …");
  });

  it.each([
    ["x-eyJhbGciOi.eyJz.c2", "x-[token]"],
    ["eyJhbGciOiJub25l", "[token]"],
    [`${"long.".repeat(30)}name@example.com`, "[e-mail]"],
    ["arn:aws", "[AWS resource]"],
  ])("replaces the beginning of a secret, and a longer one: %s", (text, expected) => {
    expect(scrub(text, [])).toBe(expected);
  });

  it("cuts no character in half", () => {
    for (const length of [10, 11]) expect(clip("😀".repeat(500), length).isWellFormed()).toBe(true);
    expect(clip("a\ud83db")).toBe("a b");
    expect(scrubLogLine("a\ud83db", [], 100)).toBe("a b");
  });

  it("reads megabytes of hostile text without delay or output", () => {
    for (const hostile of [
      "1.".repeat(1_000_000),
      ":".repeat(1_000_000),
      "a@".repeat(1_000_000),
      "a:".repeat(1_000_000),
    ]) {
      expect(scrub(hostile, []).length).toBeLessThanOrEqual(300);
    }
  });
});

describe("scrubLogLine", () => {
  it("keeps the indentation of stack traces and tables", () => {
    expect(scrubLogLine('    File "train.py", line 8\n', [], 100)).toBe('    File "train.py", line 8');
    expect(scrubLogLine("\tstep   loss", [], 100)).toBe("\tstep   loss");
  });

  it("leaves no control or direction mark, no secret, and nothing past the limit", () => {
    expect(scrubLogLine("  a\u0000b\u202Ec token=hunter2 ", [], 100)).toBe("  a b c token=[secret]");
    expect(scrubLogLine("   ", [], 100)).toBe("");
    expect(scrubLogLine("x ".repeat(500), [], 9)).toBe("x x x x …");
  });
});

describe("clip", () => {
  it("puts a name on one line, without control or direction marks", () => {
    expect(clip(" a\u0000b\n\u202Ec\t d ")).toBe("a b c d");
  });

  it("cuts a long name visibly, to exactly the limit", () => {
    expect(clip("x".repeat(500), 10)).toBe("xxxxxxxxx…");
  });
});

describe("what is not seen", () => {
  it("stays where it joins emoji or letters, in names and in logs", () => {
    for (const text of [
      "👩‍👩‍👧 train",
      "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
      "می‌خواهم",
      "क्‍ष",
      "❤️‍🔥",
    ]) {
      expect(clip(text)).toBe(text);
      expect(scrubLogLine(text, [], 100)).toBe(text);
    }
  });

  it("is taken out elsewhere, so that nothing hides in a name or turns its line around", () => {
    expect(clip("a\u200Db\u202Egpj.exe\u2066\u200Bc")).toBe("a b gpj.exe c");
    expect(scrubLogLine("ok \u202Edeliaf", [], 100)).toBe("ok  deliaf");
    expect(clip("x\u{E0041}y")).toBe("x y");
  });

  it("is not cut apart", () => {
    expect(clip("ab👩‍👩‍👧‍👦cd", 8)).toBe("ab…");
    expect(clip("ab👩‍👩‍👧‍👦cdefgh", 15)).toBe("ab👩‍👩‍👧‍👦c…");
    expect(clip("🇩🇪🇫🇷🇮🇹", 8)).toBe("🇩🇪…");
  });
});
