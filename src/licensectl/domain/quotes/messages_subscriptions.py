"""Problems of subscriptions in quotes and orders."""

from licensectl.errors import Message

TERM = Message(
    "LC-QUOTE-TERM",
    "'{value}' is not a valid term",
    cure="expected one of {expected}",
)
PLAN = Message(
    "LC-QUOTE-PLAN",
    "'{value}' is not a valid billing plan",
    cure="expected one of {expected}",
)
PLAN_WITHOUT_TERM = Message(
    "LC-QUOTE-PLAN-ONCE",
    "billing_plan {plan} belongs to a subscription, and the line has no term",
    cure="add its term, for example term: P1Y, or remove billing_plan",
)
PLAN_OF_TERM = Message(
    "LC-QUOTE-PLAN-TERM",
    "billing_plan {plan} does not fit the term {term}",
    cure="choose a plan that is no longer than the term",
)
PLAN_MISSING = Message(
    "LC-QUOTE-PLAN-MISSING",
    "the line has the term {term}, and nothing says how often it is paid",
    cure="add billing_plan: {expected}",
)
OTHER_PROGRAM = Message(
    "LC-QUOTE-TERM-PROGRAM",
    "a line with a term cannot be quoted under {program}",
    cure="quote subscriptions under {sold}, or write the line under other: with its price",
)
DISCOUNT_OF_WHOLE = Message(
    "LC-QUOTE-DISCOUNT-TERM",
    "discount_amount of the whole quote does not say of which payments it is taken",
    cure="write it in a line: of a subscription it is taken off every payment",
)
NOT_A_SUBSCRIPTION = Message(
    "LC-ORDER-TERM",
    "line {position} is a subscription ({term}), and the files of {target} hold one-off purchases only",
    cure="export it with --target partner-center or csv, or order it at the distributor's own site",
)
