//! Each kind of element, and the forms a file may have.

use super::{assert_loss, definitions, flows, imported, losses, process, steps, tried};

#[test]
fn tasks_in_a_row_need_no_next_and_their_end_is_the_outcome() {
    let xml = process(&format!(
        "<startEvent id=\"s\" name=\"Brevet er kommet\"/><task id=\"a\" name=\"Læs: brevet\"/>\
         <userTask id=\"b\" name=\"Svar&#10;på det\"/><endEvent id=\"e\" name=\"Svaret er sendt\"/>{}",
        flows("s a, a b, b e")
    ));
    let expected = "trigger: Brevet er kommet\noutcome: Svaret er sendt\nlanes: [ansoegning]\nsteps:\n  - id: laes-brevet\n    do: \"Læs: brevet\"\n    by: ansoegning\n  - id: svar-paa-det\n    do: Svar på det\n    by: ansoegning\n";
    assert_eq!(steps(&xml), expected);
    assert_eq!(losses(&xml), ["userTask »Svar på det« (b): er blevet til en handling; typen er ikke overført"]);
}

#[test]
fn every_type_of_task_is_an_action_or_a_wait() {
    for name in ["userTask", "manualTask", "serviceTask", "scriptTask", "businessRuleTask", "sendTask"] {
        let xml = process(&format!("<{name} id=\"a\" name=\"A\"/>"));
        assert!(steps(&xml).contains("  - id: a\n    do: A\n"), "{name}");
        assert_loss(&xml, &format!("{name} »A« (a): er blevet til en handling"));
    }
    let xml = process("<receiveTask id=\"a\" name=\"Svaret\"/>");
    assert!(steps(&xml).contains("    wait: Svaret\n"));
    assert_eq!(losses(&xml).len(), 1, "only that the end was put in: {:?}", losses(&xml));
}

#[test]
fn a_merge_vanishes_and_a_question_keeps_its_answers() {
    let xml = process(&format!(
        "<startEvent id=\"s\"/><exclusiveGateway id=\"g\" name=\"Er sagen oplyst?\" default=\"f2\"/>\
         <task id=\"a\" name=\"Hent\"/><exclusiveGateway id=\"m\"/><task id=\"b\" name=\"Afgør\"/><endEvent id=\"e\"/>{}",
        flows("s g, g a Nej, g m, a m, m b, b e")
    ));
    let steps = steps(&xml);
    assert!(
        steps.contains("    ask: Er sagen oplyst?\n    by: ansoegning\n    answers: {Nej: hent, Ja: afgoer}\n"),
        "{steps}"
    );
    // The head of an answer is never run into without saying so.
    assert!(steps.contains("    do: Hent\n    by: ansoegning\n    next: afgoer\n"), "{steps}");
    assert_eq!(steps.matches("ask:").count(), 1, "{steps}");
    assert_loss(&xml, "exclusiveGateway (m): vejene mødes i det næste trin");
}

#[test]
fn answers_have_words_and_no_two_are_equal() {
    let xml = process(&format!(
        "<startEvent id=\"s\"/><inclusiveGateway id=\"g\"/><task id=\"a\" name=\"A\"/><task id=\"b\" name=\"B\"/>\
         <task id=\"c\" name=\"C\"/><task id=\"d\" name=\"D\"/>{}\
         <sequenceFlow id=\"x\" sourceRef=\"g\" targetRef=\"d\"><conditionExpression>beløb &gt; 10</conditionExpression></sequenceFlow>",
        flows("s g, g a Ja, g b Ja, g c")
    ));
    let steps = steps(&xml);
    assert!(steps.contains("    ask: Hvad gælder?\n    by: ansoegning\n    choose: many\n"), "{steps}");
    for answer in ["say: Ja, to: a", "say: Ja (2), to: b", "say: Ellers, to: c", "say: \"beløb > 10\", to: d"] {
        assert!(steps.contains(answer), "{answer}: {steps}");
    }
}

#[test]
fn branches_are_split_and_joined() {
    let xml = process(&format!(
        "<startEvent id=\"s\"/><parallelGateway id=\"g\"/><task id=\"a\" name=\"A\"/><task id=\"b\" name=\"B\"/>\
         <parallelGateway id=\"m\"/><task id=\"c\" name=\"C\"/><task id=\"d\" name=\"D\"/><parallelGateway id=\"n\"/>\
         <endEvent id=\"e\"/>{}",
        flows("s g, g a, g b, a m, b m, m c, m d, c n, d n, n e")
    ));
    let steps = steps(&xml);
    assert!(steps.contains("  - id: deling\n    split: [a, b]\n"), "{steps}");
    assert!(steps.contains("  - id: samling\n    join: all\n  - id: deling-2\n    split: [c, d]\n"), "{steps}");
    assert_loss(&xml, "parallelGateway (m): er blevet til en samling og en deling");
}

#[test]
fn several_ways_out_of_a_step_get_a_split_or_a_question() {
    let both =
        "<startEvent id=\"s\"/><task id=\"a\" name=\"A\"/><task id=\"b\" name=\"B\"/><task id=\"c\" name=\"C\"/>";
    let xml = process(&format!("{both}{}", flows("s a, a b, a c")));
    assert!(steps(&xml).contains("    split: [b, c]\n"));
    assert_loss(&xml, "»A«: flere veje ud: en deling er indsat efter trinet");
    let condition = "<sequenceFlow id=\"x\" sourceRef=\"a\" targetRef=\"c\" name=\"Nej\"><conditionExpression>n</conditionExpression></sequenceFlow>";
    let xml = process(&format!("{both}{}{condition}", flows("s a, a b Ja")));
    assert!(
        steps(&xml).contains("    ask: Hvad gælder?\n    by: ansoegning\n    choose: many\n    answers:\n"),
        "{}",
        steps(&xml)
    );
}

#[test]
fn branches_that_meet_by_themselves_get_a_join() {
    let xml = process(&format!(
        "<startEvent id=\"s\"/><parallelGateway id=\"g\"/><task id=\"a\" name=\"A\"/><task id=\"b\" name=\"B\"/>\
         <task id=\"c\" name=\"C\"/><endEvent id=\"e\"/>{}",
        flows("s g, g a, g b, a c, b c, c e")
    ));
    assert!(steps(&xml).contains("  - id: samling\n    join: all\n  - id: c\n"), "{}", steps(&xml));
    assert_loss(&xml, "»C«: samtidige grene mødes her: en samling er indsat før trinet");
}

#[test]
fn a_join_that_no_split_leads_to_is_left_out() {
    let xml = process(&format!(
        "<startEvent id=\"s\"/><exclusiveGateway id=\"g\" name=\"Q\"/><task id=\"a\" name=\"A\"/><task id=\"b\" name=\"B\"/>\
         <parallelGateway id=\"m\"/><endEvent id=\"e\"/>{}",
        flows("s g, g a Ja, g b Nej, a m, b m, m e")
    ));
    assert!(!steps(&xml).contains("join"));
    assert_loss(&xml, "samler grene, som ingen deling sætter i gang");
}

#[test]
fn events_are_waits_actions_and_times() {
    let xml = process(&format!(
        "<startEvent id=\"s\"><timerEventDefinition id=\"t0\"/></startEvent>\
         <intermediateCatchEvent id=\"a\" name=\"Betænkning\"><timerEventDefinition><timeDuration>P14D</timeDuration></timerEventDefinition></intermediateCatchEvent>\
         <intermediateCatchEvent id=\"b\"><messageEventDefinition messageRef=\"m\"/></intermediateCatchEvent>\
         <intermediateThrowEvent id=\"c\" name=\"Giv besked\"><signalEventDefinition/></intermediateThrowEvent>\
         <endEvent id=\"e\"><terminateEventDefinition/></endEvent>{}",
        flows("s a, a b, b c, c e")
    ));
    let xml = xml.replace("</process>", "</process><message id=\"m\" name=\"Svaret\"/>");
    let steps = steps(&xml);
    assert!(steps.contains("    wait: Betænkning\n    by: ansoegning\n    within: 14 dage\n"), "{steps}");
    assert!(steps.contains("    wait: Svaret\n") && steps.contains("    do: Giv besked\n"), "{steps}");
    for part in
        ["timerEventDefinition (t0)", "messageEventDefinition", "signalEventDefinition", "terminateEventDefinition"]
    {
        assert_loss(&xml, part);
    }
}

#[test]
fn an_event_based_gateway_is_a_wait_with_answers_and_a_limit() {
    let xml = process(&format!(
        "<startEvent id=\"s\"/><eventBasedGateway id=\"g\"/>\
         <intermediateCatchEvent id=\"a\" name=\"Ja tak\"><messageEventDefinition/></intermediateCatchEvent>\
         <receiveTask id=\"b\" name=\"Nej tak\"/>\
         <intermediateCatchEvent id=\"t\" name=\"Intet svar\"><timerEventDefinition><timeDuration>P2W</timeDuration></timerEventDefinition></intermediateCatchEvent>\
         <task id=\"x\" name=\"Bevilg\"/><task id=\"y\" name=\"Luk\"/>{}",
        flows("s g, g a, g b, g t, a x, b y, t y")
    ));
    let steps = steps(&xml);
    assert!(steps.contains("    wait: Ja tak eller Nej tak\n    by: ansoegning\n    within: 2 uger\n    answers: {Ja tak: bevilg, Nej tak: luk}\n    late: {to: luk, say: Intet svar}\n"), "{steps}");
}

#[test]
fn a_timer_at_a_step_is_its_late_branch_and_what_has_no_time_limit_is_an_answer() {
    let xml = process(&format!(
        "<startEvent id=\"s\"/><task id=\"a\" name=\"A\"/><task id=\"b\" name=\"B\"/><task id=\"c\" name=\"C\"/>\
         <boundaryEvent id=\"x\" name=\"Fejl\" attachedToRef=\"a\"><errorEventDefinition/></boundaryEvent>\
         <boundaryEvent id=\"t\" name=\"Rykker\" attachedToRef=\"a\" cancelActivity=\"false\"><timerEventDefinition><timeDuration>PT2H</timeDuration></timerEventDefinition></boundaryEvent>{}",
        flows("s a, t b, x c")
    ));
    let steps = steps(&xml);
    assert!(steps.contains("    within: 2 timer\n    late: {to: b, say: Rykker}\n"), "{steps}");
    assert!(
        steps.contains("    ask: Hvad gælder?\n    by: ansoegning\n    answers: {Ellers: slut-2, Fejl: c}\n"),
        "{steps}"
    );
    assert_loss(&xml, "boundaryEvent »Rykker« (t): afbryder ikke trinet");
    assert_loss(&xml, "boundaryEvent »Fejl« (x): er blevet til svaret »Fejl« på et spørgsmål");
    assert_loss(&xml, "errorEventDefinition »Fejl«: hændelsens type er ikke overført");
}

#[test]
fn no_event_but_a_timer_invents_a_deadline() {
    for definition in ["error", "message", "escalation", "signal", "conditional"] {
        let xml = process(&format!(
            "<startEvent id=\"s\"/><task id=\"a\" name=\"A\"/><task id=\"b\" name=\"B\"/><task id=\"c\" name=\"C\"/><receiveTask id=\"w\" name=\"W\"/>\
             <boundaryEvent id=\"x\" name=\"Fejl i system\" attachedToRef=\"a\"><{definition}EventDefinition/></boundaryEvent>\
             <boundaryEvent id=\"y\" attachedToRef=\"a\"><{definition}EventDefinition/></boundaryEvent>\
             <boundaryEvent id=\"z\" name=\"Trukket\" attachedToRef=\"w\"><{definition}EventDefinition/></boundaryEvent>{}",
            flows("s a, a b Klar, b w, x c, y c Igen, z c")
        ));
        let steps = steps(&xml);
        assert!(!steps.contains("within") && !steps.contains("late"), "{steps}");
        assert!(steps.contains("answers: {Klar: b, Fejl i system: c, Igen: c}\n"), "{steps}");
        assert!(
            steps.contains("    wait: W\n    by: ansoegning\n    answers: {Ellers: slut-2, Trukket: c}\n"),
            "{steps}"
        );
        assert_loss(&xml, "(z): er blevet til svaret »Trukket« på trinet");
    }
}

#[test]
fn the_line_of_a_second_timer_says_where_it_sat_and_all_it_was() {
    let timer = |id: &str, attributes: &str| {
        format!(
            "<boundaryEvent id=\"{id}\" name=\"{id}\" attachedToRef=\"a\" {attributes}><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>"
        )
    };
    let xml = process(&format!(
        "<startEvent id=\"s\"/><task id=\"a\" name=\"A\"/><task id=\"b\" name=\"B\"/>{}{}{}",
        timer("x", ""),
        timer("y", "cancelActivity=\"false\""),
        flows("s a, x b, y b")
    ));
    assert!(steps(&xml).contains("    start: y\n"), "{}", steps(&xml));
    assert_loss(&xml, "boundaryEvent »y« (y): sad på »A«");
    assert_loss(&xml, "boundaryEvent »y« (y): afbryder ikke trinet");
    assert_loss(&xml, "timerEventDefinition »y«: tiden »1 dag« er ikke overført");
}

#[test]
fn links_are_joined_and_loops_get_a_way_out() {
    let link = |element: &str, id: &str| {
        format!("<{element} id=\"{id}\" name=\"L\"><linkEventDefinition name=\"L\"/></{element}>")
    };
    let xml = process(&format!(
        "<startEvent id=\"s\"/><task id=\"a\" name=\"A\"/>{}{}<task id=\"b\" name=\"B\"/><endEvent id=\"e\"/>{}",
        link("intermediateThrowEvent", "x"),
        link("intermediateCatchEvent", "y"),
        flows("s a, a x, y b, b e")
    ));
    assert!(steps(&xml).contains("    do: A\n    by: ansoegning\n  - id: b\n"), "{}", steps(&xml));
    assert_loss(&xml, "springet »L« er erstattet af en pil");
    let xml = process(&format!(
        "<startEvent id=\"s\"/><task id=\"a\" name=\"A\"/><task id=\"b\" name=\"B\"/>{}",
        flows("s a, a b, b a")
    ));
    assert!(
        steps(&xml).contains("    ask: Gentages det?\n    by: ansoegning\n    answers: {Ja: a, Nej: slut}\n"),
        "{}",
        steps(&xml)
    );
    assert_loss(&xml, "løkken havde ingen vej ud");
}

#[test]
fn lanes_pools_and_messages_are_actors() {
    let xml = definitions(&format!(
        "<collaboration id=\"k\" name=\"Partshøring\"><participant id=\"pa\" name=\"Borger\"/>\
         <participant id=\"pb\" name=\"Kommunen\" processRef=\"p\"/>\
         <messageFlow id=\"m1\" name=\"Brev\" sourceRef=\"a\" targetRef=\"pa\"/>\
         <messageFlow id=\"m2\" name=\"Svar\" sourceRef=\"pa\" targetRef=\"b\"/></collaboration>\
         <process id=\"p\"><laneSet id=\"l\"><lane id=\"l1\" name=\"Jobcenter\"><childLaneSet id=\"lc\">\
         <lane id=\"l2\" name=\"Job  konsulent\"><flowNodeRef>a</flowNodeRef></lane>\
         <lane id=\"l3\"><flowNodeRef>b</flowNodeRef></lane></childLaneSet></lane><lane id=\"l4\" name=\"Tom\"/></laneSet>\
         <startEvent id=\"s\"/><sendTask id=\"a\" name=\"Hør parten\"/><receiveTask id=\"b\" name=\"Svaret\"/>\
         <task id=\"c\" name=\"Afgør\"/><endEvent id=\"e\"/>{}</process>",
        flows("s a, a b, b c, c e")
    ));
    let import = imported(&xml);
    let text = &import.pages[0].text;
    assert!(
        text.contains("title: Kommunen\n") && text.contains("lanes: [job-konsulent, jobcenter, kommunen]\n"),
        "{text}"
    );
    assert!(text.contains("    by: job-konsulent\n    with: [borger]\n"), "{text}");
    assert!(text.contains("    by: jobcenter\n    for: borger\n"), "{text}");
    assert!(text.contains("    do: Afgør\n    by: kommunen\n"), "{text}");
    for part in ["messageFlow »Brev« (m1)", "lane »Jobcenter« (l1)", "lane »Tom« (l4): har ingen trin"] {
        assert_loss(&xml, part);
    }
    let names: Vec<&str> = import.actors.iter().map(|actor| actor.name.as_str()).collect();
    assert!(names.contains(&"Job konsulent") && names.contains(&"Borger") && !names.contains(&"Tom"), "{names:?}");
}

#[test]
fn sub_processes_and_calls_are_runs() {
    let xml = definitions(&format!(
        "<process id=\"p\" name=\"Hele sagen\"><startEvent id=\"s\"/>\
         <subProcess id=\"u\" name=\"Oplys\"><task id=\"u1\" name=\"Hent\"/></subProcess>\
         <callActivity id=\"c\" name=\"Afgør\" calledElement=\"ns:q\"/><subProcess id=\"t\" name=\"Tom\"/>\
         <subProcess id=\"v\" name=\"Klage\" triggeredByEvent=\"true\"><startEvent id=\"v0\"/><task id=\"v1\" name=\"Tag imod\"/>{}</subProcess>\
         <callActivity id=\"d\" name=\"Andre\" calledElement=\"udenfor\"/>{}</process>\
         <process id=\"q\" name=\"Afgørelse\"><task id=\"q1\" name=\"Skriv\"/></process>",
        flows("v0 v1"),
        flows("s u, u c, c t, t d")
    ));
    let import = imported(&xml);
    super::portal(&import);
    let ids: Vec<&str> = import.pages.iter().map(|page| page.id.as_str()).collect();
    assert_eq!(ids, ["hele-sagen", "afgoerelse", "hele-sagen-oplys", "hele-sagen-klage"]);
    let text = &import.pages[0].text;
    assert!(text.contains("    run: hele-sagen-oplys\n") && text.contains("    run: afgoerelse\n"), "{text}");
    assert!(text.contains("    do: Tom\n") && text.contains("    do: Andre\n"), "{text}");
    for part in
        ["subProcess »Tom« (t): er tom", "subProcess »Klage« (v): begynder ved en hændelse", "callActivity »Andre« (d)"]
    {
        assert_loss(&xml, part);
    }
}

#[test]
fn what_has_no_place_has_a_line_and_notes_become_guidance() {
    let xml = process(&format!(
        "<documentation>Hvem kan få hjælp. Læs LAS.</documentation><task id=\"a\" name=\"A\"><documentation>Ring &lt;først&gt;\n# ikke</documentation>\
         <ioSpecification id=\"io\"><dataInput id=\"di\" name=\"Ind\"/></ioSpecification><standardLoopCharacteristics/></task>\
         <task id=\"b\" name=\"B\"><multiInstanceLoopCharacteristics id=\"mi\"/></task>\
         <dataObjectReference id=\"d\" name=\"Sag\" dataObjectRef=\"o\"/><dataObject id=\"o\"/><dataStoreReference id=\"ds\" name=\"Arkiv\"/>\
         <group id=\"gr\"/><textAnnotation id=\"n\"><text>Husk *journal*</text></textAnnotation>\
         <association id=\"as\" sourceRef=\"b\" targetRef=\"n\"/><textAnnotation id=\"n2\"><text>Løs</text></textAnnotation>{}",
        flows("a b")
    ));
    let text = &imported(&xml).pages[0].text;
    assert!(text.contains("summary: Hvem kan få hjælp.\n"), "{text}");
    assert!(text.contains("## A {#a}\nRing \\<først>\n\\# ikke\n"), "{text}");
    assert!(text.contains("## B {#b}\nHusk \\*journal\\*\n"), "{text}");
    for part in [
        "ioSpecification",
        "dataInput »Ind« (di)",
        "standardLoopCharacteristics »A«",
        "(mi)",
        "(d)",
        "(o)",
        "(ds)",
        "(gr)",
        "(n2)",
    ] {
        assert_loss(&xml, part);
    }
    assert!(!losses(&xml).iter().any(|line| line.contains("(n)") || line.contains("(as)")));
}

#[test]
fn loose_starts_rings_and_dead_ends_are_mended() {
    let xml = process(&format!(
        "<startEvent id=\"s\"/><task id=\"a\" name=\"A\"/><task id=\"b\" name=\"B\"/><task id=\"c\" name=\"C\"/>\
         <task id=\"d\" name=\"D\"/><endEvent id=\"e\"/>{}",
        flows("s a, b a, c d, d c")
    ));
    let steps = steps(&xml);
    assert_eq!(steps.matches("start: Start").count(), 3, "{steps}");
    assert_loss(&xml, "»B«: intet førte hertil: en begyndelse er indsat");
    assert_loss(&xml, "»A«: førte ingen steder hen: en afslutning er indsat");
    assert_loss(&xml, "endEvent (e): hænger ikke sammen med noget");
}

#[test]
fn any_prefix_any_encoding() {
    let inside = format!("<task id=\"a\" name=\"Hør på\"/><task id=\"b\" name=\"Åbn\"/>{}", flows("q:a q:b"));
    let plain = process(&inside);
    let expected = steps(&plain);
    let prefixed = plain
        .replace("xmlns=", "xmlns:x=")
        .replace("</", "</x:")
        .replace('<', "<x:")
        .replace("<x:?", "<?")
        .replace("<x:/x:", "</x:");
    assert_eq!(steps(&prefixed), expected);
    let no_declaration = plain.split_once("?>").unwrap().1;
    assert_eq!(steps(no_declaration), expected);
    let text = |bytes: &[u8]| tried(bytes).unwrap().pages[0].text.clone();
    let whole = text(plain.as_bytes());
    let latin: Vec<u8> = plain.replace("UTF-8", "ISO-8859-1").chars().map(|c| c as u8).collect();
    let windows: Vec<u8> = plain.replace("UTF-8", "windows-1252").chars().map(|c| c as u8).collect();
    let little: Vec<u8> = [0xff, 0xfe].into_iter().chain(plain.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let big: Vec<u8> = plain.replace("UTF-8", "UTF-16").encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked: Vec<u8> = [0xef, 0xbb, 0xbf].into_iter().chain(plain.bytes()).collect();
    for bytes in [latin, windows, little, big, marked] {
        assert_eq!(text(&bytes), whole);
    }
}

#[test]
fn who_does_it_is_the_pool_or_the_process_when_no_lane_says() {
    let lanes =
        |xml: &str| imported(xml).pages[0].text.lines().find(|line| line.starts_with("lanes:")).unwrap().to_owned();
    let pool = |pool: &str, process: &str| {
        definitions(&format!(
            "<collaboration id=\"k\"><participant id=\"pa\" name=\"{pool}\" processRef=\"p\"/></collaboration>\
             <process id=\"p\" name=\"{process}\"><task id=\"a\" name=\"A\"/></process>"
        ))
    };
    assert_eq!(lanes(&pool("Kommunen", "Sag")), "lanes: [kommunen]");
    assert_eq!(lanes(&pool("", "Sag")), "lanes: [sag]");
    assert_eq!(lanes(&pool("Pool", "Sag")), "lanes: [sag]");
    assert_eq!(lanes(&pool("Pool", "Process_1")), "lanes: [pool]");
    assert_eq!(lanes(&pool("", "Process 1")), "lanes: [ikke-angivet]");
}

#[test]
fn lanes_that_list_nothing_hold_what_the_drawing_shows_in_them() {
    let shape = |id: &str, y: u32, height: u32| {
        format!(
            "<d:BPMNShape bpmnElement=\"{id}\"><c:Bounds x=\"0\" y=\"{y}\" width=\"100\" height=\"{height}\"/></d:BPMNShape>"
        )
    };
    let drawing = format!(
        "<d:BPMNDiagram xmlns:d=\"http://www.omg.org/spec/BPMN/20100524/DI\" xmlns:c=\"http://www.omg.org/spec/DD/20100524/DC\"><d:BPMNPlane>{}{}{}{}</d:BPMNPlane></d:BPMNDiagram>",
        shape("l1", 0, 100),
        shape("l2", 100, 100),
        shape("a", 110, 50),
        shape("b", 10, 50)
    );
    let xml = process(&format!(
        "<laneSet id=\"l\"><lane id=\"l1\" name=\"Øverst\"/><lane id=\"l2\" name=\"Nederst\"/></laneSet>\
         <task id=\"a\" name=\"A\"/><task id=\"b\" name=\"B\"/>{}",
        flows("a b")
    ));
    let steps = steps(&xml.replace("</definitions>", &format!("{drawing}</definitions>")));
    assert!(steps.contains("lanes: [oeverst, nederst]"), "{steps}");
    assert!(
        steps.contains("    do: A\n    by: nederst\n") && steps.contains("    do: B\n    by: oeverst\n"),
        "{steps}"
    );
}

#[test]
fn a_page_has_a_title_that_a_person_gave() {
    let title = |xml: &str| imported(xml).pages[0].title.clone();
    let pools = |whole: &str, one: &str, two: &str| {
        definitions(&format!(
            "<collaboration id=\"k\" name=\"{whole}\"><participant id=\"pa\" name=\"Borger\" processRef=\"p\"/>\
             <participant id=\"pb\" name=\"Pool\" processRef=\"q\"/></collaboration>\
             <process id=\"p\" name=\"{one}\"><task id=\"a\" name=\"A\"/></process>\
             <process id=\"q\" name=\"{two}\"><task id=\"b\" name=\"B\"/><task id=\"c\" name=\"C\"/></process>"
        ))
    };
    assert_eq!(title(&pools("Partshøring", "Én", "To")), "Partshøring");
    assert_eq!(title(&pools("Collaboration", "Én", "To")), "To");
    assert_eq!(title(&pools("", "Borger - Process", "Process 2")), "Borger");
    assert_eq!(
        title(&definitions("<process id=\"p\" name=\"Process_1\"><task id=\"a\" name=\"A\"/></process>")),
        "prøve"
    );
}

#[test]
fn a_way_without_words_is_the_other_answer_or_none() {
    let question = |ways: &str| {
        let xml = process(&format!(
            "<startEvent id=\"s\"/><exclusiveGateway id=\"g\" name=\"Q\"/><task id=\"a\" name=\"A\"/><task id=\"b\" name=\"B\"/>{}",
            flows(&format!("s g, {ways}"))
        ));
        steps(&xml).lines().find(|line| line.starts_with("    answers:")).unwrap().trim().to_owned()
    };
    assert_eq!(question("g a ja, g b"), "answers: {ja: a, nej: b}");
    assert_eq!(question("g a, g b NO"), "answers: {YES: a, NO: b}");
    assert_eq!(question("g a Stor, g b"), "answers: {Stor: a, Ellers: b}");
    assert_eq!(question("g a Stor, g b Lille, g b"), "answers: {Stor: a, Lille: b}");
    assert_eq!(question("g a, g b, g b"), "answers: {Svar 1: a, Svar 2: b}");
}

#[test]
fn an_event_that_leads_to_events_is_a_wait_for_the_first() {
    let event =
        |id: &str| format!("<intermediateCatchEvent id=\"{id}\"><messageEventDefinition/></intermediateCatchEvent>");
    let xml = process(&format!(
        "<startEvent id=\"s\"/><intermediateCatchEvent id=\"g\"/>{}{}<task id=\"x\" name=\"X\"/><task id=\"y\" name=\"Y\"/>{}",
        event("a"),
        event("b"),
        flows("s g, g a Penge, g b, a x, b y Indsigelse")
    ));
    let steps = steps(&xml);
    assert!(steps.contains("    wait: Penge eller Indsigelse\n"), "{steps}");
    assert!(steps.contains("    answers: {Penge: x, Indsigelse: y}\n") && !steps.contains("split"), "{steps}");
    assert_loss(&xml, "intermediateCatchEvent (g): fører kun til hændelser");
    assert!(!losses(&xml).iter().any(|line| line.contains("Ventetid")), "{:?}", losses(&xml));
}

#[test]
fn a_name_that_is_cut_has_a_line() {
    let xml = process(&format!("<task id=\"a\" name=\"{}\"/>", "langt ".repeat(100)));
    assert_loss(&xml, "navnet var for langt og er skåret af");
}

#[test]
fn an_inclusive_merge_that_waits_says_so() {
    let xml = process(&format!(
        "<startEvent id=\"s\"/><inclusiveGateway id=\"g\" name=\"Hvad skal med?\"/><task id=\"a\" name=\"A\"/><task id=\"b\" name=\"B\"/>\
         <inclusiveGateway id=\"m\"/><endEvent id=\"e\"/>{}",
        flows("s g, g a En, g b To, a m, b m, m e")
    ));
    assert!(steps(&xml).contains("    join: all\n"), "{}", steps(&xml));
    assert_eq!(
        losses(&xml),
        ["inclusiveGateway (m): er blevet til en samling, der venter på alle de svar, der er valgt"]
    );
}

#[test]
fn lanes_of_one_name_in_two_pools_are_two_actors() {
    let pools = |one: &str, two: &str| {
        let process = |id: &str| {
            format!(
                "<process id=\"p{id}\"><laneSet><lane id=\"l{id}\" name=\"Sagsbehandler\"><flowNodeRef>{id}</flowNodeRef></lane></laneSet><task id=\"{id}\" name=\"{id}\"/></process>"
            )
        };
        definitions(&format!(
            "<collaboration id=\"k\" name=\"Flytning\"><participant id=\"x\" name=\"{one}\" processRef=\"pa\"/><participant id=\"y\" name=\"{two}\" processRef=\"pb\"/></collaboration>{}{}",
            process("a"),
            process("b")
        ))
    };
    let names = |xml: &str| -> Vec<String> { imported(xml).actors.into_iter().map(|actor| actor.name).collect() };
    let apart = pools("Kommune A", "Kommune B");
    assert_eq!(names(&apart), ["Sagsbehandler (Kommune A)", "Sagsbehandler (Kommune B)"]);
    assert!(!losses(&apart).iter().any(|line| line.contains("samme aktør")), "{:?}", losses(&apart));
    let merged = pools("Kommune", "kommune");
    assert_eq!(names(&merged), ["Sagsbehandler"]);
    assert_loss(&merged, "lane »Sagsbehandler« (la): er samme aktør som banen");
}

#[test]
fn texts_beside_the_steps_are_quoted() {
    let text = |text: &str| format!("<documentation>{text}</documentation>");
    let xml = definitions(&format!(
        "<collaboration id=\"k\">{}<participant id=\"pa\" name=\"Kommunen\" processRef=\"p\">{}</participant></collaboration>\
         <process id=\"p\" name=\"Ansøgning\"><laneSet><lane id=\"l\" name=\"Bane\">{}<flowNodeRef>a</flowNodeRef></lane></laneSet>\
         <startEvent id=\"s\">{}</startEvent><task id=\"a\" name=\"A\"/><exclusiveGateway id=\"m\">{}</exclusiveGateway>\
         <sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"a\">{}</sequenceFlow><sequenceFlow id=\"g\" sourceRef=\"a\" targetRef=\"m\"/>\
         <textAnnotation><text>{}</text></textAnnotation></process>",
        text("Samarbejdet"),
        text("Deltageren"),
        text("Banen"),
        text("Begyndelsen"),
        text("Mødet"),
        text("Pilen"),
        "En lang note. ".repeat(20),
    ));
    for (quoted, of) in
        [("Samarbejdet", "collaboration"), ("Deltageren", "participant"), ("Banen", "lane"), ("Pilen", "sequenceFlow")]
    {
        assert_loss(&xml, &format!("teksten »{quoted}« på {of} er ikke overført"));
    }
    assert_loss(&xml, "exclusiveGateway (m): teksten »Mødet« er ikke overført");
    assert_loss(&xml, &format!("textAnnotation »{}«", "En lang note. ".repeat(20).trim()));
    assert!(
        imported(&xml).pages[0].text.contains("## Start {#start}\nBegyndelsen\n"),
        "{}",
        imported(&xml).pages[0].text
    );
    super::portal(&imported(&xml));
}

#[test]
fn names_defaults_and_kinds_that_vanish_have_lines() {
    let question = "<startEvent id=\"s\"/><exclusiveGateway id=\"g\" name=\"Q\" default=\"f1\"/><task id=\"a\" name=\"A\"/><task id=\"b\" name=\"B\"/>";
    let flows = flows("s g, g a Ja, g b Nej");
    assert_loss(
        &process(&format!("{question}{flows}")),
        "sequenceFlow »Ja« (f1): er vejen, når intet andet svar passer",
    );
    let silent = flows.replace("name=\"Ja\"", "").replace("Nej", "Lille");
    assert!(!losses(&process(&format!("{question}{silent}"))).iter().any(|line| line.contains("intet andet svar")));
    for (name, part) in [("transaction", "transaktion"), ("adHocSubProcess", "vilkårlig rækkefølge")] {
        let xml = process(&format!("<{name} id=\"u\" name=\"U\"><task id=\"u1\" name=\"U1\"/></{name}>"));
        assert_loss(&xml, part);
    }
    let unnamed = definitions("<process id=\"p\"><task id=\"a\" name=\"A\"/></process>");
    assert_loss(&unnamed, "process (p): har intet navn, der siger noget; siden hedder nu »prøve«");
    let vanished = definitions(
        "<collaboration id=\"k\" name=\"Sagen\"><participant id=\"x\" name=\"Kommunen\" processRef=\"p\"/><participant id=\"y\" name=\"Borgeren\" processRef=\"q\"/></collaboration>\
         <process id=\"p\" name=\"Behandling\"><task id=\"a\" name=\"A\"/></process><process id=\"q\" name=\"Borgeren\"><task id=\"b\" name=\"B\"/></process>",
    );
    assert_loss(&vanished, "process »Behandling« (p): processens navn er ikke overført");
    assert!(!losses(&vanished).iter().any(|line| line.contains("(q)")), "{:?}", losses(&vanished));
}

#[test]
fn the_text_of_a_process_stands_once() {
    let page = |text: &str| {
        let xml = process(&format!("<documentation>{text}</documentation><task id=\"a\" name=\"A\"/>"));
        imported(&xml).pages[0].text.clone()
    };
    let one = page("Kun én sætning.");
    assert!(one.contains("summary: Kun én sætning.\n") && one.ends_with("---\n"), "{one}");
    let two = page("Den første. Og den anden.");
    assert!(two.contains("summary: Den første.\n") && two.ends_with("---\nDen første. Og den anden.\n"), "{two}");
}

#[test]
fn ids_and_encodings_that_are_wrong_have_lines() {
    let xml = process("<task id=\"a\" name=\"A\"/><task id=\"a\" name=\"B\"/>");
    assert_loss(&xml, "task »B« (a): id'et står også på et tidligere element");
    let utf8 = process("<task id=\"a\" name=\"Hør\"/>").replace("UTF-8", "ISO-8859-1");
    assert_loss(&utf8, "encoding: filen siger, at den er ISO-8859-1, men den er læst som UTF-8");
    assert!(imported(&utf8).pages[0].text.contains("    do: Hør\n"));
}
