import { describe, expect, it } from "vitest";
import { parseSshEndpoint, sshCommand } from "./ssh";
import { parseSshTexts } from "./ssh-text";

const target = { host: "192.0.2.7", port: 2222, user: "root" };

describe("an ssh command of a provider", () => {
  it.each([
    ["root@192.0.2.7 -p 2222"],
    ["ssh root@192.0.2.7 -p 2222"],
    ["ssh -p 2222 root@192.0.2.7"],
    ["ssh -p2222 root@192.0.2.7"],
    ["root@192.0.2.7:2222"],
    ["ssh://root@192.0.2.7:2222"],
    ["ssh -l root -p 2222 192.0.2.7"],
    ["ssh -o Port=2222 -oUser=root 192.0.2.7"],
    ["ssh -i ~/.ssh/id_ed25519 -A -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null root@192.0.2.7 -p 2222"],
    ["ssh -p 2222 root@192.0.2.7 -L 8080:localhost:8080"],
    [sshCommand(target)],
  ])("leads where %s says", (text) => {
    expect(parseSshTexts(text)).toEqual([target]);
  });

  it("leads to port 22 where it names none, and to an IPv6 address with and without a port", () => {
    expect(parseSshTexts("root@gpu.example")).toEqual([{ host: "gpu.example", port: 22, user: "root" }]);
    expect(parseSshTexts("root@2001:db8::7")).toEqual([{ host: "2001:db8::7", port: 22, user: "root" }]);
    expect(parseSshTexts("root@[2001:db8::7]:2222")).toEqual([{ ...target, host: "2001:db8::7" }]);
  });

  it("may come in words, and one for each machine", () => {
    expect(parseSshTexts(["root@192.0.2.7", "-p", "2222"])).toEqual([target]);
    expect(parseSshTexts(["ssh", "-p", "2222", "root@192.0.2.7"])).toEqual([target]);
    const two = parseSshTexts(["ssh ubuntu@192.0.2.8", null, "ssh ubuntu@192.0.2.9 -p 23"]);
    expect(two).toEqual([
      { host: "192.0.2.8", port: 22, user: "ubuntu" },
      { host: "192.0.2.9", port: 23, user: "ubuntu" },
    ]);
  });

  it("is passed over while there is none", () => {
    for (const nothing of [null, undefined, "", " ", [], [null], [""]]) expect(parseSshTexts(nothing)).toEqual([]);
  });

  it.each([
    ["ssh -J jump@192.0.2.1 root@192.0.2.7", "goes through another machine"],
    ["root@192.0.2.7 -p 22 -o ProxyCommand=x", "goes through another machine"],
    ["root@192.0.2.7 -o LocalCommand=x -o PermitLocalCommand=yes", "runs a program"],
    ["root@192.0.2.7:2200 -p 22", "two different ports"],
    ["root@192.0.2.7 reboot", "not a plain ssh command"],
    ["192.0.2.7", "not a plain ssh command"],
    ["root@192.0.2.7 -p", "not a plain ssh command"],
    ["root@192.0.2.7 -p 22;id", "not a plain ssh command"],
    ["ssh -F x root@192.0.2.7", "not a plain ssh command"],
    ["ssh -o Unheard=of root@192.0.2.7", "not a plain ssh command"],
  ])("is left out with the reason: %s", (text, problem) => {
    expect(parseSshTexts(text)).toEqual([{ problem: expect.stringContaining(problem) }]);
  });

  it("never becomes an endpoint that a shell would read as more", () => {
    for (const text of ["$(id)@192.0.2.7", "root@`id`", "-oProxyCommand=x@h", "root@h;id"]) {
      for (const parsed of parseSshTexts(text)) {
        if (!("host" in parsed)) continue;
        expect(parseSshEndpoint({ nodeId: "n", label: "n", ...parsed })).toHaveProperty("reason");
      }
    }
  });
});
