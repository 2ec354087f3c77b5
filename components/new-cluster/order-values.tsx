import type { NewCluster } from "@/lib/domain/cluster/new-cluster";
import { type Backend, type FieldPath, NEW_CLUSTER_FIELDS } from "@/lib/domain/cluster/new-cluster-fields";
import { fieldGroups } from "./field-groups";

/** What will be sent, word for word, and what the fields that are left out lead to. */
export function OrderValues({ order }: { order: NewCluster }) {
  const backend: Backend = order.eksCluster === undefined ? "fakeCluster" : "eksCluster";
  return (
    <div className="flex flex-col gap-4">
      {fieldGroups(backend).map(({ title, fields }) => (
        <section key={title} className="rounded-lg border border-line bg-panel px-4 py-3">
          <h2 className="text-sm font-semibold">{title}</h2>
          <dl className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-2 text-sm sm:grid-cols-[11rem_minmax(0,1fr)]">
            {fields.map((path) => (
              <Value key={path} path={path} value={sentValue(order, path)} />
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function Value({ path, value }: { path: FieldPath; value: string | undefined }) {
  const { label, without } = NEW_CLUSTER_FIELDS[path];
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

function sentValue(order: NewCluster, path: FieldPath): string | undefined {
  const [group = "", detail] = path.split(".");
  const value: unknown = Reflect.get(order, group);
  const found: unknown = detail === undefined ? value : Reflect.get(Object(value), detail);
  return typeof found === "string" ? found : undefined;
}
