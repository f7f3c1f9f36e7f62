//! Files that were exported from a portal and edited in another program: the drawing is right.

use vejviser::bpmn::import::{Import, Known, import};
use vejviser::bpmn::names::digest;
use vejviser::source::FileId;

use super::{definitions, portal, reading};

const DOCUMENTATION: &str = "Redskaber: KY\nHusk: journal\n\nSe [vejen](/a/) først.\nRing så.";

/// A file as the portal writes it: two lanes, a step with guidance, a wait for somebody without a lane.
fn exported() -> String {
    let of = digest(DOCUMENTATION);
    definitions(&format!(
        "<collaboration id=\"k\"><participant id=\"pa\" name=\"Sag\" processRef=\"p-sag\"/></collaboration>\
         <process id=\"p-sag\"><documentation>Om sagen.</documentation>\
         <extensionElements><v:workflow xmlns:v=\"urn:vejviser:bpmn:1\" id=\"sag\"><v:field name=\"status\">draft</v:field></v:workflow></extensionElements>\
         <laneSet id=\"ls\">{}{}</laneSet>\
         <task id=\"s-a\" name=\"Læs\"><documentation>{DOCUMENTATION}</documentation>{}</task>\
         <receiveTask id=\"s-b\" name=\"Svaret\">{}</receiveTask>\
         <boundaryEvent id=\"late\" attachedToRef=\"s-b\"><extensionElements><v:late xmlns:v=\"urn:vejviser:bpmn:1\"/></extensionElements><timerEventDefinition id=\"t\"><timeDuration>P14D</timeDuration></timerEventDefinition></boundaryEvent>\
         <endEvent id=\"s-e\" name=\"Svaret er læst\">{}</endEvent><endEvent id=\"s-f\" name=\"Intet svar\">{}</endEvent>\
         <sequenceFlow id=\"f1\" sourceRef=\"s-a\" targetRef=\"s-b\"/><sequenceFlow id=\"f2\" sourceRef=\"s-b\" targetRef=\"s-e\"/>\
         <sequenceFlow id=\"f3\" sourceRef=\"late\" targetRef=\"s-f\"/></process>",
        lane("Sagsbehandler", "sagsbehandler", &["s-a"]),
        lane("Jobkonsulent", "job", &["s-b", "late", "s-e", "s-f"]),
        step(
            "id=\"a\" by=\"sagsbehandler\"",
            &format!(
                "<v:with actor=\"laege\">Lægen</v:with><v:with actor=\"partner\"/><v:tool id=\"ky\">KY</v:tool><v:remember>journal</v:remember>\
                 <v:guidance of=\"{of}\">Se [vejen](/a/) først.\nRing så.</v:guidance>"
            )
        ),
        step(
            "id=\"b\" by=\"job\" for=\"borger\"",
            "<v:for actor=\"borger\">En borger</v:for><v:within of=\"P14D\">14 dage</v:within>"
        ),
        step("id=\"e\"", ""),
        step("id=\"f\"", ""),
    ))
}

fn lane(name: &str, actor: &str, nodes: &[&str]) -> String {
    let nodes: String = nodes.iter().map(|node| format!("<flowNodeRef>{node}</flowNodeRef>")).collect();
    format!(
        "<lane id=\"l-{actor}\" name=\"{name}\"><extensionElements><v:actor xmlns:v=\"urn:vejviser:bpmn:1\" id=\"{actor}\"/></extensionElements>{nodes}</lane>"
    )
}

fn step(attributes: &str, inside: &str) -> String {
    format!(
        "<extensionElements><v:step xmlns:v=\"urn:vejviser:bpmn:1\" {attributes}>{inside}</v:step></extensionElements>"
    )
}

/// The import into a portal that has both actors with lanes.
fn there(xml: &str) -> Import {
    let actors = [("sagsbehandler", "Sagsbehandler"), ("job", "Jobkonsulent")];
    let known = Known {
        actors: actors.iter().map(|(id, name)| ((*id).to_owned(), (*name).to_owned())).collect(),
        ..Known::default()
    };
    import(&reading(xml.as_bytes()).result.unwrap(), FileId::new(0), "x.bpmn", &known).unwrap()
}

fn text(xml: &str) -> String {
    there(xml).pages[0].text.clone()
}

#[test]
fn an_unedited_file_says_what_the_portal_said() {
    let text = text(&exported());
    assert!(text.contains("    do: Læs\n    by: sagsbehandler\n    with: [laege, partner]\n"), "{text}");
    assert!(text.contains("    by: job\n    for: borger\n    within: 14 dage\n"), "{text}");
    assert!(text.ends_with("## Læs {#a}\nSe [vejen](/a/) først.\nRing så.\n"), "{text}");
    assert!(!text.contains("rettet i et andet program"), "{text}");
}

#[test]
fn a_step_in_another_lane_is_that_lanes() {
    let xml = exported().replace("<flowNodeRef>s-a</flowNodeRef>", "");
    let moved = xml.replace("<flowNodeRef>s-b<", "<flowNodeRef>s-a</flowNodeRef><flowNodeRef>s-b<");
    assert!(text(&moved).contains("    do: Læs\n    by: job\n"), "{}", text(&moved));
    // In no lane at all, what we wrote is all there is.
    assert!(text(&xml).contains("    do: Læs\n    by: sagsbehandler\n"), "{}", text(&xml));
}

#[test]
fn a_renamed_lane_is_another_actors() {
    let renamed = exported().replace("name=\"Sagsbehandler\"", "name=\"Visitator\"");
    let import = there(&renamed);
    assert!(import.pages[0].text.contains("    do: Læs\n    by: visitator\n"), "{}", import.pages[0].text);
    assert!(import.actors.iter().any(|actor| actor.name == "Visitator"), "{:?}", import.actors);
    // A portal without the actor makes it of the lane.
    let unknown = super::imported(&renamed);
    assert!(unknown.pages[0].text.contains("    by: sagsbehandler\n"), "{}", unknown.pages[0].text);
    let actor = unknown.actors.iter().find(|actor| actor.id == "sagsbehandler").unwrap();
    assert_eq!(actor.name, "Visitator");
    // Unless the file says what it was called.
    let named = renamed.replace("id=\"sagsbehandler\"/>", "id=\"sagsbehandler\">Sagsbehandler</v:actor>");
    assert!(super::imported(&named).pages[0].text.contains("    by: visitator\n"));
}

#[test]
fn who_has_no_lane_is_a_new_actor_too() {
    let import = there(&exported());
    let mut actors: Vec<(&str, &str)> =
        import.actors.iter().map(|actor| (actor.id.as_str(), actor.name.as_str())).collect();
    actors.sort_unstable();
    assert_eq!(actors, [("borger", "En borger"), ("laege", "Lægen"), ("partner", "partner")]);
    let texts = exported().replace("<v:tool id=\"ky\">KY</v:tool>", "");
    portal(&super::imported(&texts.replace("[vejen](/a/)", "vejen")));
}

#[test]
fn an_edited_documentation_is_the_guidance() {
    let edited = exported().replace("Ring så.</documentation>", "Skriv *altid* så.</documentation>");
    let text = text(&edited);
    // What fields say is not said again; what we wrote keeps its links.
    assert!(text.ends_with("## Læs {#a}\nSe [vejen](/a/) først.\nSkriv \\*altid\\* så.\n"), "{text}");
    let lines = there(&edited).losses;
    let lines: Vec<&str> =
        lines.iter().filter(|loss| loss.what.da.contains("rettet")).map(|loss| loss.name.as_str()).collect();
    assert_eq!(lines, ["Læs"]);
    // Broken otherwise, the words are the same.
    let broken = exported().replace("Husk: journal\n\n", "Husk: journal\n   ");
    assert!(!super::imported(&broken).losses.iter().any(|loss| loss.what.da.contains("rettet")));
}

#[test]
fn a_timer_that_was_changed_is_the_steps_time() {
    let text = text(&exported().replace(">P14D<", ">P3W<"));
    assert!(text.contains("    within: 3 uger\n"), "{text}");
}
