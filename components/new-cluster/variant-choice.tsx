import { Segmented } from "@/components/ui/segmented";
import type { OrderVariant } from "@/lib/domain/cluster/order/order-form";

interface VariantChoiceProps {
  legend: string;
  options: readonly OrderVariant[];
  chosen: string;
  isDemo: boolean;
  onChange: (variant: string) => void;
}

/** Which kind of order this is, where a provider takes several. */
export function VariantChoice({ legend, options, chosen, isDemo, onChange }: VariantChoiceProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm text-muted">
      <Segmented
        legend={legend}
        options={options.map(({ id, label }) => ({ id, content: label }))}
        value={chosen}
        onChange={onChange}
      />
      {isDemo && "This is the demo: whatever you create here is made up."}
    </div>
  );
}
