import { describeOddFields } from "@/lib/testing/adapters/odd-fields-contract";
import { providers } from "./registry";

// A new provider is covered by its line in the registry.
for (const provider of providers) describeOddFields(provider);
