import { type Backend, type FieldPath, fieldsOf, NEW_CLUSTER_FIELDS } from "@/lib/domain/cluster/new-cluster-fields";

interface FieldGroup {
  title: string;
  fields: FieldPath[];
  /** Shown folded: all of them may be left empty. */
  isOptional: boolean;
}

/** A form's fields under their headings, in order. */
export function fieldGroups(backend: Backend): FieldGroup[] {
  const fields = fieldsOf(backend);
  const own = fields.filter((path) => path.includes("."));
  if (backend === "fakeCluster") {
    return [identity(fields), { title: "Test backend", fields: own, isOptional: false }];
  }
  const isRole = (path: FieldPath) => /Role$|PoolProviderId$/.test(path);
  return [
    identity(fields),
    { title: "In your AWS account", fields: own.filter((path) => !isRole(path)), isOptional: false },
    { title: "Roles", fields: own.filter(isRole), isOptional: true },
  ];
}

function identity(fields: readonly FieldPath[]): FieldGroup {
  return { title: "Identity", fields: fields.filter((path) => !path.includes(".")), isOptional: false };
}

export function isRequired(path: FieldPath): boolean {
  return NEW_CLUSTER_FIELDS[path].without === null;
}

/** The id of a field's input, which the summary of problems leads to. */
export function inputId(path: string): string {
  return `field-${path.replace(".", "-")}`;
}
