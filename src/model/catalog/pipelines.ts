type DefaultStage = {
  readonly id: string;
  readonly label: string;
  readonly metadata: Readonly<Record<string, string>>;
};

export type DefaultPipeline = {
  readonly objectTypeId: string;
  readonly id: string;
  readonly label: string;
  readonly stages: readonly DefaultStage[];
};

function dealStage(id: string, label: string, probability: string): DefaultStage {
  return { id, label, metadata: { isClosed: String(probability === "1.0" || probability === "0.0"), probability } };
}

function ticketStage(id: string, label: string, ticketState: "OPEN" | "CLOSED"): DefaultStage {
  return { id, label, metadata: { isClosed: String(ticketState === "CLOSED"), ticketState } };
}

/** What a new portal starts with. */
export const defaultPipelines: readonly DefaultPipeline[] = [
  {
    objectTypeId: "0-3",
    id: "default",
    label: "Sales Pipeline",
    stages: [
      dealStage("appointmentscheduled", "Appointment scheduled", "0.2"),
      dealStage("qualifiedtobuy", "Qualified to buy", "0.4"),
      dealStage("presentationscheduled", "Presentation scheduled", "0.6"),
      dealStage("decisionmakerboughtin", "Decision maker bought in", "0.8"),
      dealStage("contractsent", "Contract sent", "0.9"),
      dealStage("closedwon", "Closed won", "1.0"),
      dealStage("closedlost", "Closed lost", "0.0"),
    ],
  },
  {
    objectTypeId: "0-5",
    id: "0",
    label: "Support Pipeline",
    stages: [
      ticketStage("1", "New", "OPEN"),
      ticketStage("2", "Waiting on contact", "OPEN"),
      ticketStage("3", "Waiting on us", "OPEN"),
      ticketStage("4", "Closed", "CLOSED"),
    ],
  },
];
