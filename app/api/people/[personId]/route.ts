import { deletePerson, updatePerson } from "@/lib/server/features/people/routes";
import { serve } from "@/lib/server/http/serve";

export const PATCH = serve(updatePerson);
export const DELETE = serve(deletePerson);
