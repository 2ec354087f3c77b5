"use client";

import { StatusMark } from "@/components/status/status-mark";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { Account } from "@/lib/contract/fleet";
import { fieldsOf, type OrderForm } from "@/lib/domain/cluster/order/order-form";
import { type Order, variantOf } from "@/lib/domain/cluster/order/parse-order";
import { warningsOf } from "@/lib/domain/cluster/order/read-fields";
import { CreateCommand } from "./create-command";
import { OrderValues } from "./order-values";
import { SendingProblem } from "./sending-problem";
import { StepHeading } from "./step-heading";

interface OrderSummaryProps {
  form: OrderForm;
  order: Order;
  account: Account;
  isUnderWay: boolean;
  error: Error | null;
  onBack: () => void;
  onSend: () => void;
}

/** The last look before the order is sent. */
export function OrderSummary({ form, order, account, isUnderWay, error, onBack, onSend }: OrderSummaryProps) {
  const warnings = warningsOf(form, order);
  return (
    <div className="flex flex-col gap-4">
      <StepHeading>Is this right?</StepHeading>
      <p className="-mt-2 text-muted">
        Exactly this is sent once to {account.providerLabel}
        {account.label !== account.providerLabel && `, account ${account.label}`}. {form.billing}
      </p>
      {fieldsOf(form, variantOf(form, order)).map(
        ({ path, label }) =>
          warnings[path] && (
            <Callout key={path} icon={<StatusMark mark="degraded" />} title={`${label}: is this meant?`}>
              {warnings[path]}
            </Callout>
          ),
      )}
      <OrderValues form={form} order={order} />
      <CreateCommand order={order} account={account} />
      {error !== null && !isUnderWay && <SendingProblem error={error} order={order} account={account} />}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" className="h-9 px-4" disabled={isUnderWay} onClick={onSend}>
          {isUnderWay ? "Creating…" : "Create the cluster"}
        </Button>
        <Button className="h-9 px-4" disabled={isUnderWay} onClick={onBack}>
          Back to the form
        </Button>
      </div>
      <p role="status" className="text-sm text-muted">
        {isUnderWay && `Waiting for ${account.providerLabel}. This takes up to half a minute; the order is on its way.`}
      </p>
    </div>
  );
}
