import { answerAuth } from "@/lib/server/features/sign-in/answer-auth";
import { defineRoute } from "@/lib/server/http/define-route";

const answer = defineRoute({ audience: "public", run: answerAuth });

export { answer as GET, answer as POST };
