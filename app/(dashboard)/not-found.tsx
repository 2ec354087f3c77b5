import { PageNotFound } from "@/components/access/page-not-found";

export default function NotFound() {
  return <PageNotFound />;
}
