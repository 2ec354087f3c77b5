import { describe, expect, it } from "vitest";
import { hostAndPort, localPortFor, portForwardCommand } from "./port-forward";

const via = { host: "203.0.113.7", port: 2222, user: "root" };

describe("portForwardCommand", () => {
  it("opens the node's internal port under the same number, through the node's own ssh port", () => {
    const command = portForwardCommand({ internalPort: 6006, protocol: "tcp" }, via);
    expect(command).toBe("ssh -N -L 6006:localhost:6006 -p 2222 root@203.0.113.7");
  });

  it("needs no root on the reader's machine for a privileged port", () => {
    expect(portForwardCommand({ internalPort: 443, protocol: "tcp" }, via)).toContain("-L 8443:localhost:443 ");
    expect(localPortFor(80)).toBe(8080);
    expect(localPortFor(1024)).toBe(1024);
  });

  it("has no command for UDP, which ssh cannot carry", () => {
    expect(portForwardCommand({ internalPort: 51820, protocol: "udp" }, via)).toBeNull();
  });
});

describe("hostAndPort", () => {
  it("puts an IPv6 address into brackets and leaves names and IPv4 alone", () => {
    expect(hostAndPort("2001:db8::7", 32002)).toBe("[2001:db8::7]:32002");
    expect(hostAndPort("gpu-7.example.net", 32002)).toBe("gpu-7.example.net:32002");
  });
});
