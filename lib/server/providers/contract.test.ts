import { describeAdapter } from "@/lib/testing/adapter-contract";
import { describeDeclaration } from "@/lib/testing/adapters/declaration-contract";
import { providers } from "./registry";

// A new provider is covered by its entry in the registry.
for (const provider of providers) {
  describeDeclaration(provider);
  describeAdapter(provider);
}
