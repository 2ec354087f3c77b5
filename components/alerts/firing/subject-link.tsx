import { useFleetSource } from "@/components/status/source/fleet-source";
import { Link } from "@/components/ui/link/link";
import type { ToldAlert } from "@/lib/contract/alerts/alerts";

/** Leads to the cluster that an alert is about; nothing for alerts about something else. */
export function SubjectLink({ subject: { clusterId, label } }: { subject: ToldAlert["subject"] }) {
  const { clusterHref } = useFleetSource();
  if (clusterId === null) return null;
  return (
    <Link href={clusterHref(clusterId)} className="rounded underline underline-offset-2 hover:text-ink">
      Open<span className="sr-only"> {label}</span>
    </Link>
  );
}
