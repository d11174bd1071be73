//! The border of a transaction: what every write knows, and how a repeated request finds its first answer.

use comeback_domain::{
    BusinessDate, Digest, Envelope, Event, Instant, RequestId, Shop, StaffName, digest_of,
};
use comeback_store::{Tx, event, shop};

use crate::house::{Dice, House};
use crate::{ActionError, typed};

/// One write of a shop that is set up: its transaction, its time and its settings.
pub(crate) struct Moment<'a> {
    pub tx: &'a Tx<'a>,
    pub shop: Shop,
    pub at: Instant,
    pub today: BusinessDate,
    pub station: String,
    pub dice: Dice,
}

impl Moment<'_> {
    /// Appends an event for today.
    pub fn append(
        &self,
        actor: Option<StaffName>,
        request: Option<Request>,
        event: Event,
    ) -> Result<Envelope, ActionError> {
        self.append_on(self.today, actor, request, event)
    }

    /// Appends an event that counts for another day, such as an incident of yesterday.
    pub fn append_on(
        &self,
        business_date: BusinessDate,
        actor: Option<StaffName>,
        request: Option<Request>,
        event: Event,
    ) -> Result<Envelope, ActionError> {
        Ok(event::append(
            self.tx,
            event::NewEvent {
                at: self.at,
                business_date,
                actor,
                station: self.station.clone(),
                request: request.map(|request| (request.id, request.asked)),
                event,
            },
        )?)
    }

    /// What a repeated request did the first time; `None` when it is new.
    pub fn answered(&self, request: &Request) -> Result<Option<Envelope>, ActionError> {
        match event::for_request(self.tx, &request.id)? {
            Some(envelope) if envelope.asked == Some(request.asked) => Ok(Some(envelope)),
            Some(_) => Err(ActionError::RequestReused),
            None => Ok(None),
        }
    }
}

/// A request with the digest of everything it asks for, so that the same id with another body is noticed.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub id: RequestId,
    pub asked: Digest,
}

impl Request {
    pub fn new(id: &str, asked: &[&str]) -> Result<Self, ActionError> {
        let fields: Vec<&[u8]> = asked.iter().map(|field| field.as_bytes()).collect();
        Ok(Self {
            id: RequestId::parse(id)?,
            asked: digest_of(&fields),
        })
    }
}

impl House {
    /// Runs one write of a shop that is set up.
    pub(crate) async fn write<T, F>(&self, work: F) -> Result<T, ActionError>
    where
        T: Send + 'static,
        F: FnOnce(&Moment<'_>) -> Result<T, ActionError> + Send + 'static,
    {
        self.look_once_a_day().await;
        let (at, station, dice) = (
            self.clock.now(),
            self.surroundings.station.clone(),
            self.dice.clone(),
        );
        self.store
            .write(move |tx| {
                let shop = shop::get(tx)?.ok_or(ActionError::NotSetUp)?;
                let today = shop.business_day().of(at);
                work(&Moment {
                    tx,
                    shop,
                    at,
                    today,
                    station,
                    dice,
                })
            })
            .await
    }

    /// Runs one read of a shop that is set up.
    pub(crate) async fn read<T, F>(&self, work: F) -> Result<T, ActionError>
    where
        T: Send + 'static,
        F: FnOnce(&Tx<'_>, &Shop, BusinessDate) -> Result<T, ActionError> + Send + 'static,
    {
        self.look_once_a_day().await;
        let at = self.clock.now();
        self.store
            .read(move |tx| {
                let shop = shop::get(tx)?.ok_or(ActionError::NotSetUp)?;
                let today = shop.business_day().of(at);
                work(tx, &shop, today)
            })
            .await
    }

    /// A request id for a caller that brought none.
    pub(crate) fn mint_request(&self) -> String {
        let at = self.clock.now();
        self.roll(|rng| RequestId::mint(at, rng)).as_str().to_owned()
    }

    /// The request id that was given, or a new one.
    pub(crate) fn request_or_new(&self, given: &str) -> String {
        typed::given(given).map_or_else(|| self.mint_request(), str::to_owned)
    }
}
