import { ClusterNotFound } from "@/components/cluster/cluster-not-found";

export default function NotFound() {
  return <ClusterNotFound />;
}
