import { groupsOf, type OrderForm } from "@/lib/domain/cluster/order/order-form";
import { type Order, orderValue, variantOf } from "@/lib/domain/cluster/order/parse-order";

/** What will be sent, word for word, and what the fields that are left out lead to. */
export function OrderValues({ form, order }: { form: OrderForm; order: Order }) {
  return (
    <div className="flex flex-col gap-4">
      {groupsOf(form, variantOf(form, order)).map(({ title, fields }) => (
        <section key={title} className="rounded-lg border border-line bg-panel px-4 py-3">
          <h2 className="text-sm font-semibold">{title}</h2>
          <dl className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-2 text-sm sm:grid-cols-[11rem_minmax(0,1fr)]">
            {fields.map(({ path, label, without }) => (
              <Value key={path} label={label} without={without} value={orderValue(order, path)} />
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

interface ValueProps {
  label: string;
  without: string | null;
  value: string | number | undefined;
}

function Value({ label, without, value }: ValueProps) {
  return (
    <>
      <dt className="text-muted max-sm:-mb-2">{label}</dt>
      {value === undefined ? (
        <dd className="text-muted">Not sent. {without}</dd>
      ) : (
        <dd className="font-mono text-xs leading-5 break-words [font-variant-ligatures:none]">{value}</dd>
      )}
    </>
  );
}
