// The article page. Without scripts every link and form on it still works by itself.

import * as choosing from "./choosing.js";
import * as finding from "./finding.js";
import * as keys from "./keys.js";
import * as saving from "./saving.js";
import * as selecting from "./selecting.js";
import * as shown from "./shown.js";
import * as arcs from "../relationships/arcs.js";
import * as statementCard from "../relationships/statement_card.js";
import * as statements from "../relationships/statements.js";

choosing.start();
saving.start();
if (selecting.adding) selecting.start();
shown.start();
statements.start();
statementCard.start();
arcs.start();
keys.start();
finding.start();
