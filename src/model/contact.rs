//! Units, centres and how to reach them.

/// A unit or a local centre.
#[derive(Debug, Clone, Default)]
pub struct Contact {
    /// The unit's name.
    pub unit: String,
    pub phones: Vec<Phone>,
    pub email: Option<String>,
    pub address: Option<String>,
    pub hours: Vec<Hours>,
    /// What it covers: subjects, area.
    pub covers: Option<String>,
    pub people: Vec<Person>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    pub label: Option<String>,
    pub number: String,
}

/// Opening hours of a span of weekdays: `mandag-torsdag 9.00-15.00`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    pub days: String,
    pub from: String,
    pub to: String,
}

/// Somebody in the unit, by role; a name is optional.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub role: String,
    pub name: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
}
